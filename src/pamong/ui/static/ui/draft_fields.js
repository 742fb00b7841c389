// A form's fields as plain data, and back.
const OF_EACH_SENDING = new Set(["csrfmiddlewaretoken", "_once", "_draft"]);
const PRIVATE = new Set(["file", "password", "submit", "button", "image", "reset"]);

function isKept(element) {
  return element.name && !OF_EACH_SENDING.has(element.name) && !PRIVATE.has(element.type) && element.type !== "hidden";
}

// {name: text}, or a list of texts for boxes and for names that stand several times.
export function fieldsOf(form) {
  const fields = {};
  for (const element of form.elements) {
    if (!isKept(element)) continue;
    const { name, type } = element;
    if (type === "radio") {
      fields[name] ??= "";
      if (element.checked) fields[name] = element.value;
    } else if (type === "checkbox") {
      fields[name] ??= [];
      if (element.checked) fields[name].push(element.value);
    } else if (type === "select-multiple") {
      fields[name] = [...element.selectedOptions].map((option) => option.value);
    } else if (name in fields) {
      fields[name] = [].concat(fields[name], element.value);
    } else {
      fields[name] = element.value;
    }
  }
  return fields;
}

export function fill(form, fields) {
  const next = {}; // how many texts of a name have been given out
  for (const element of form.elements) {
    if (!isKept(element) || !(element.name in fields)) continue;
    const given = fields[element.name];
    const values = [].concat(given ?? "").map(String);
    if (element.type === "radio" || element.type === "checkbox") {
      element.checked = values.includes(element.value);
    } else if (element.type === "select-multiple") {
      for (const option of element.options) option.selected = values.includes(option.value);
    } else {
      const place = next[element.name] ?? 0;
      next[element.name] = place + 1;
      if (place < values.length) element.value = values[place];
    }
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Whether a draft says nothing that the page does not say already.
export function isSame(draft, given) {
  return Object.entries(given).every(([name, value]) => {
    if (!(name in draft)) return true;
    return JSON.stringify([].concat(draft[name] ?? "")) === JSON.stringify([].concat(value));
  });
}

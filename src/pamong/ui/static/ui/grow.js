// Text fields grow with their text; for browsers that do not know field-sizing.
const isNative = CSS.supports("field-sizing", "content");

function grow(field) {
  if (!field.offsetParent) return;
  field.style.height = "auto";
  const edges = field.offsetHeight - field.clientHeight;
  field.style.height = `${field.scrollHeight + edges}px`;
}

export function growAll(root) {
  if (isNative) return;
  growWithin(root);
  if (root !== document.documentElement) return;
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) grow(event.target);
  });
  // A field inside a closed details element has no height yet.
  document.addEventListener("toggle", (event) => growWithin(event.target), true);
}

function growWithin(root) {
  for (const field of root.querySelectorAll?.("textarea") || []) grow(field);
}

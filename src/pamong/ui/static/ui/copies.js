// Copies one field or a whole block, and marks what was copied while this page stays open.
export function watchCopies(block) {
  const status = block.querySelector("[role=status]");
  for (const button of block.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const fields = button.dataset.copy === "all"
        ? [...block.querySelectorAll("[data-copy-label]")]
        : [button.parentElement.querySelector("[data-copy-label]")];
      const text = fields.length === 1
        ? fields[0].textContent
        : fields.map((field) => `${field.dataset.copyLabel}: ${field.textContent}`).join("\n");
      const done = await put(text, button);
      status.textContent = "";
      status.textContent = done ? block.dataset.done : block.dataset.failed;
      if (done) fields.forEach((field) => mark(field, block.dataset.done));
    });
  }
}

function mark(field, word) {
  const place = field.parentElement;
  place.dataset.copied = "1";
  const button = place.querySelector("[data-copy]");
  if (button) button.textContent = word;
}

async function put(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return putByHand(text, button);
  }
}

// Without a secure address browsers only let a selection be copied.
function putByHand(text, button) {
  const paper = document.createElement("textarea");
  paper.value = text;
  paper.className = "visually-hidden";
  const held = document.activeElement;
  button.after(paper);
  paper.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  paper.remove();
  held?.focus();
  return done;
}

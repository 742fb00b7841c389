// A photo from a phone is scaled down before it travels: drawing it anew also leaves its place behind.
// Without this script, or when anything fails, the file goes as it is and the server drops the place.

const LONGEST = 1600;
const QUALITY = 0.82;
const MOVING = "image/gif"; // drawing it would stop it
const PHOTOS = new Set(["image/jpeg", "image/heic", "image/heif", "image/webp"]); // may know their place

function isPhoto(file) {
  return file.type.startsWith("image/") && file.type !== "image/svg+xml" && file.type !== MOVING;
}

function scaledSize(width, height) {
  const factor = Math.min(1, LONGEST / Math.max(width, height));
  return [Math.round(width * factor), Math.round(height * factor)];
}

function toBlob(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

async function smaller(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const [width, height] = scaledSize(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.drawImage(picture, 0, 0, width, height);
  picture.close();
  const blob = await toBlob(canvas);
  if (!blob || (blob.size >= file.size && !PHOTOS.has(file.type))) return file;
  const name = file.name.replace(/\.[^.]+$/, "") + ".jpg";
  return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
}

async function replace(input) {
  const files = Array.from(input.files);
  if (!files.some(isPhoto)) return;
  try {
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(isPhoto(file) ? await smaller(file) : file);
    input.files = chosen.files;
  } catch (error) {
    // An old browser or a kind of picture it cannot draw: the file stays as it was chosen.
  }
}

function watch(input) {
  let drawing = null; // a form sent while the photo is still drawn waits for it
  input.addEventListener("change", () => {
    const own = replace(input).finally(() => {
      if (drawing === own) drawing = null;
    });
    drawing = own;
  });
  input.form?.addEventListener("submit", (event) => {
    if (!drawing) return;
    event.preventDefault();
    drawing.then(() => input.form.requestSubmit(event.submitter));
  });
}

for (const input of document.querySelectorAll("input[type=file][data-photo]")) watch(input);

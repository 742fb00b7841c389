// A photo from a phone is scaled down before it travels: drawing it anew also leaves its place behind.
// Without this script, or when anything fails, the file goes as it is and the server drops the place.

const LONGEST = 1600;
const QUALITY = 0.82;
const SMALL_ENOUGH = 400 * 1024;

function isPhoto(file) {
  return file.type.startsWith("image/") && file.type !== "image/svg+xml";
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
  const isFine = file.size <= SMALL_ENOUGH && width === picture.width && file.type === "image/jpeg";
  if (isFine) return file;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.drawImage(picture, 0, 0, width, height);
  picture.close();
  const blob = await toBlob(canvas);
  if (!blob || blob.size >= file.size) return file;
  const name = file.name.replace(/\.[^.]+$/, "") + ".jpg";
  return new File([blob], name, { type: "image/jpeg", lastModified: file.lastModified });
}

async function replace(input) {
  const files = Array.from(input.files);
  if (!files.some(isPhoto)) return;
  const button = input.form && input.form.querySelector("[type=submit]");
  if (button) button.setAttribute("aria-busy", "true");
  try {
    const chosen = new DataTransfer();
    for (const file of files) chosen.items.add(isPhoto(file) ? await smaller(file) : file);
    input.files = chosen.files;
  } catch (error) {
    // An old browser or a kind of picture it cannot draw: the file stays as it was chosen.
  } finally {
    if (button) button.removeAttribute("aria-busy");
  }
}

for (const input of document.querySelectorAll("input[type=file][data-photo]")) {
  input.addEventListener("change", () => replace(input));
}

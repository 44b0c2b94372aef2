// A file that the browser saves: made here, no request leaves the page.
export function download(name: string, type: string, ...parts: BlobPart[]) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replace(/[^\w.-]+/g, "_") || "file";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

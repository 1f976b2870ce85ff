const KEPT = 60_000; // for the browser to have saved it

/** What was fetched becomes a file of whoever asked for it. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}

/** A title as a file can be called on any system. */
export const fileName = (title: string): string => title.replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, " ").trim();

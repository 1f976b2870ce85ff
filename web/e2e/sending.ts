import { asked } from "./asking.ts";
import type { Role } from "./stack.ts";

type Place = { upload: string; url: string; fields: Record<string, string> };

/** Sends a file as a browser sends it; gives the token by which it is had. */
export async function sent(as: Role, path: string, name: string, content: string, more: object): Promise<string> {
  const file = new Blob([content]);
  const place = await asked<Place>(as, "POST", path, { file_name: name, size: file.size, ...more });
  const form = new FormData();
  for (const [key, value] of Object.entries(place.fields)) form.append(key, value);
  form.append("file", file, "file");
  const told = await fetch(place.url, { method: "POST", body: form });
  if (!told.ok) throw new Error(`${name} is not taken: ${told.status} ${await told.text()}`);
  return place.upload;
}

/** One page of paper with nothing on it. */
export const PDF = `%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>
endobj
trailer
<< /Size 4 /Root 1 0 R >>
%%EOF
`;

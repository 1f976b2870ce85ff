import { afterAll, expect } from "vitest";
import { asked } from "./asking.ts";
import { closeBrowser } from "./browser.ts";
import { everywhere } from "./two_languages.ts";

const PDF = `%PDF-1.4
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
type Found = { data: { id: string; title: string }[] };

afterAll(closeBrowser);

everywhere("a file that is dropped on a dossier is in it", async (visit, say, device) => {
  const name = `bestek-${device}-${say({ nl: "nl", de: "de" })}-${Date.now()}.pdf`;
  const { data } = await asked<Found>("manager", "GET", "/v1/search?q=weinhandlung&types=relation");
  await visit.see(`/relations/${data[0]?.id}`);
  await visit.page.getByRole("tab", { name: say({ nl: "Documenten", de: "Dokumente" }) }).click();
  await visit.settled();
  const input = visit.page.locator("input[type=file]").first();
  await input.setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from(PDF) });
  await visit.page.getByRole("main").getByText(name.replace(".pdf", "")).first().waitFor();
  const kept = async () =>
    (await asked<Found>("manager", "GET", `/v1/search?q=${name.replace(".pdf", "")}&types=document`)).data;
  await expect.poll(async () => (await kept()).length, { timeout: 20_000 }).toBe(1);
});

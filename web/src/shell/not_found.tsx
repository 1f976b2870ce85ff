import { Page } from "@/shared/page.tsx";
import { shell } from "./words.ts";

export function NotFound() {
  return (
    <Page title={shell("notFound")}>
      <p>{shell("notFoundDo")}</p>
      <p>
        <a href="/">{shell("toStart")}</a>
      </p>
    </Page>
  );
}

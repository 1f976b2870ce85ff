import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { asProblem } from "@/api/problem.ts";
import { useQuery } from "@/api/query.ts";
import { may } from "@/api/session.ts";
import { download } from "@/documents/actions.ts";
import { Button } from "@/shared/button.tsx";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Skeleton } from "@/shared/page.tsx";
import type { Kept } from "./index.tsx";
import { useTurns } from "./turns.ts";
import { w } from "./words.ts";

const DRAWN = ["pdf", "png", "jpeg"];

type Picture = { key: string; url: string };
type Pictures = { pictures: Picture[]; number: number };
type Props = { document: Kept; version: number };

/** Pictures of the pages where they are drawn, else the picture itself; whatever cannot be shown says so. */
export function Preview({ document, version }: Props) {
  const file = document.versions?.find((each) => each.version === version);
  if (!file) return <Empty title={w("noFile")}>{w("noFileHelp")}</Empty>;
  if (file.state === "refused") return <Empty title={w("isRefused")}>{file.reason}</Empty>;
  if (file.state === "pending") return <Empty title={w("isChecked")}>{w("isCheckedHelp")}</Empty>;
  const drawn = DRAWN.includes(file.kind ?? "");
  if (!drawn && !file.preview?.startsWith("image/")) return <NotShown document={document} version={version} />;
  return <Drawn key={`${document.id} ${version}`} document={document} version={version} drawn={drawn} />;
}

function Drawn({ document, version, drawn }: { document: Kept; version: number; drawn: boolean }) {
  const address = `/v1/documents/${document.id}/${drawn ? "pages" : "preview"}`;
  const asked = useQuery(`${address}?version=${version}`, () => picturesOf(document.id, version, drawn), 240_000);
  const notYet = asked.problem?.status === 409 && asked.problem.retryAfter !== null;
  const failed = useRef(new Map<string, string>());
  const [broken, setBroken] = useState(false);
  useTurns(asked.reload, notYet);
  // an address lapses, so that another is asked for; where there is no other, or that fails too, it cannot be shown
  const onFailed = ({ key, url }: Picture) => {
    if (failed.current.has(key)) setBroken(true);
    else void asked.reload();
    failed.current.set(key, url);
  };
  useLayoutEffect(() => {
    if (asked.data?.pictures.some(({ key, url }) => failed.current.get(key) === url)) setBroken(true);
  }, [asked.data]);
  if (broken) return <NotShown document={document} version={version} />;
  if (asked.problem && !asked.data) {
    if (notYet) return <Empty title={w("isDrawn")} />;
    if (asProblem(asked.problem).status === 409) {
      return <NotShown document={document} version={version} why={asked.problem.detail} />;
    }
    return <ErrorNote problem={asked.problem} retry={asked.reload} />;
  }
  if (!asked.data) return <Skeleton lines={10} />;
  const { pictures, number } = asked.data;
  return (
    <div class="pages">
      {pictures.map((each, at) => (
        <img
          key={each.key}
          src={each.url}
          loading={at < 2 ? "eager" : "lazy"}
          referrerpolicy="no-referrer"
          alt={number > 1 ? w("page", { page: at + 1, of: number }) : (document.title ?? "")}
          onLoad={() => failed.current.delete(each.key)}
          onError={() => onFailed(each)}
        />
      ))}
      {number > pictures.length && <p class="faint">{w("pagesShown", { n: pictures.length, of: number })}</p>}
    </div>
  );
}

async function picturesOf(id: string, version: number, drawn: boolean): Promise<Pictures> {
  const params = { path: { id }, query: { version } };
  if (!drawn) {
    const { url } = await got(api.GET("/v1/documents/{id}/preview", { params }));
    return { pictures: [{ key: "0", url }], number: 1 };
  }
  const told = await got(api.GET("/v1/documents/{id}/pages", { params }));
  return { pictures: told.pages.map((each) => ({ key: String(each.page), url: each.url })), number: told.number };
}

function NotShown({ document, version, why }: { document: Kept; version: number; why?: string }) {
  return (
    <Empty
      title={w("notShown")}
      action={
        may("document.download") ? (
          <Button icon="download" onClick={() => download(document.id, version)}>
            {w("download")}
          </Button>
        ) : null
      }
    >
      {why}
    </Empty>
  );
}

import { useState } from "preact/hooks";
import { api, got } from "@/api/client.ts";
import { Icon } from "@/shared/icon.tsx";
import { complain } from "@/shared/toast.tsx";
import type { Launch } from "./asking.ts";
import { w } from "./words.ts";

/** Links to other programs. Where a link is signed, a token goes along by a form, so that it stands in no address. */
export function Launchpad({ links }: { links: readonly Launch[] }) {
  if (links.length === 0) return null;
  return (
    <section class="panel">
      <h2>{w("launchpad")}</h2>
      <ul class="plain launchpad">
        {links.map((each) => (
          <li key={each.id}>
            <Way link={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Way({ link }: { link: Launch }) {
  const [busy, setBusy] = useState(false);
  const face = (
    <>
      <Icon name="external" />
      <span class="grow">
        {link.title}
        <span class="unseen"> ({w("opensElsewhere")})</span>
        {link.description && <span class="small faint">{link.description}</span>}
      </span>
    </>
  );
  if (!link.sign) {
    return isWeb(link.url) ? (
      <a class="launch" href={link.url} target="_blank" rel="noopener noreferrer">
        {face}
      </a>
    ) : (
      <span class="launch">{face}</span>
    );
  }
  const launch = async () => {
    setBusy(true);
    try {
      const told = await got(api.POST("/v1/portal/launchpad/{id}/open", { params: { path: { id: link.id } } }));
      if (isWeb(told.url)) post(told.url, told.token ?? "");
    } catch (error) {
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" class="launch" disabled={busy} onClick={launch}>
      {face}
    </button>
  );
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

function post(url: string, token: string): void {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: url, target: "_blank", rel: "noopener noreferrer" });
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "token", value: token });
  form.append(field);
  document.body.append(form);
  form.submit();
  form.remove();
}

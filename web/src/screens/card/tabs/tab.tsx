import type { ComponentChildren } from "preact";
import { Documents } from "@/documents/index.ts";
import { later } from "@/shell/later.tsx";
import type { Block } from "../body.tsx";
import { useCard } from "../card.ts";
import { ConsentsTab } from "./consents.tsx";
import { DetailsTab } from "./details.tsx";
import { HistoryTab } from "./history.tsx";
import { LinksTab } from "./links.tsx";
import { OutsidersTab } from "./outsiders.tsx";
import { PartsTab } from "./parts.tsx";
import { SavedTab } from "./saved.tsx";
import { SuppliesTab } from "./supplies.tsx";
import { UsedByTab } from "./used_by.tsx";

const Timeline = later<{ plural: string; id: string; title: string; readOnly?: boolean }>(async () => ({
  default: (await import("@/timeline/timeline.tsx")).Timeline,
}));

type Props = { tab: string; block?: Block };

export function TabBody({ tab, block }: Props) {
  const { record, plural, title } = useCard();
  const kind = block?.kind ?? tab;
  const readOnly = Boolean(record.archived_at);
  const inside: Record<string, () => ComponentChildren> = {
    timeline: () => <Timeline plural={plural} id={record.id} title={title} readOnly={readOnly} />,
    documents: () => <Documents of={record.id} readOnly={readOnly} />,
    details: () => <DetailsTab />,
    links: () => <LinksTab />,
    parts: () => <PartsTab />,
    supplies: () => <SuppliesTab />,
    outsiders: () => <OutsidersTab />,
    consents: () => <ConsentsTab />,
    history: () => <HistoryTab plural={plural} id={record.id} type={record.type as string} readOnly={readOnly} />,
    used_by: () => <UsedByTab />,
    report: () => <SavedTab kind="report" id={block?.record ?? ""} />,
    view: () => <SavedTab kind="view" id={block?.record ?? ""} />,
  };
  return (
    <div class="card-tab" key={tab}>
      {inside[kind]?.()}
    </div>
  );
}

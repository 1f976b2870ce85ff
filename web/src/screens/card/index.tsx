import { useEffect, useState } from "preact/hooks";
import { stale } from "@/api/query.ts";
import { type RecordOf, screenOf } from "@/api/records.ts";
import { may } from "@/api/session.ts";
import { asksFor, sendTo } from "@/documents/index.ts";
import { typeName, useSchema } from "@/fields/index.ts";
import { wayOn } from "@/screens/list/way_on.ts";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Skeleton, useTitle } from "@/shared/page.tsx";
import { useInAddress } from "@/shell/in_address.ts";
import { go } from "@/shell/routing.ts";
import { Body } from "./body.tsx";
import { type Card, CardContext, type CardType, nameOf, type Open, PLURALS, useWhole } from "./card.ts";
import { Dialogs } from "./dialogs.tsx";
import { Header } from "./header.tsx";
import { useCardKeys } from "./keys.ts";
import { TouchesOnPaper } from "./on_paper.tsx";
import "./style.css";

/** The card of a record: who or what this is, what is open, what happened, and all that belongs to it. */
export function CardScreen({ type, id }: { type: CardType; id: string }) {
  const whole = useWhole(type, id);
  const schema = useSchema(type);
  const [opened, setOpened] = useState<Open | null>(null);
  const [tab, setTab] = useInAddress("tab");
  const record = whole.data?.record;
  useTitle(record ? nameOf(type, record) : whole.problem ? typeName(type) : "");
  useEffect(() => setOpened(null), [id]);
  useEffect(() => {
    if (asksFor.value !== id) return;
    asksFor.value = null;
    setTab("documents");
  }, [asksFor.value, id]);
  useEffect(() => {
    // what became one with another: the API led on to the one that stayed
    if (record && record.id !== id) go(screenOf(record.id) ?? "/", true);
  }, [record?.id, id]);
  const plural = PLURALS[type];
  const card: Card | null = whole.data
    ? {
        type,
        plural,
        record: whole.data.record,
        whole: whole.data,
        schema: schema.data,
        title: nameOf(type, whole.data.record),
        can: (action) => !record?.archived_at && (schema.data?.actions.includes(action) ?? may(`${type}.${action}`)),
        open: setOpened,
        show: setTab,
        onSaved: (saved: RecordOf) => {
          if (whole.data) whole.set({ ...whole.data, record: { ...whole.data.record, ...saved } });
          stale(`/v1/${plural}/${id}/history`);
        },
        reload: whole.reload,
      }
    : null;
  useCardKeys(card);
  if (!card) {
    return (
      <div class="page wide">
        {whole.problem ? (
          <>
            <h1>{typeName(type)}</h1>
            <ErrorNote problem={whole.problem} retry={whole.reload} way={wayOn(type)} />
          </>
        ) : (
          <Skeleton lines={8} />
        )}
      </div>
    );
  }
  const drop = (files: File[]) => {
    sendTo(id, files);
    setTab("documents");
  };
  return (
    <CardContext.Provider value={card}>
      <div class="page wide card-page">
        <Header />
        <Body tab={tab} onTab={setTab} onDrop={drop} isLaidOut={Boolean(schema.data ?? schema.problem)} />
        <TouchesOnPaper />
      </div>
      <Dialogs opened={opened} onClose={() => setOpened(null)} onFiles={drop} />
    </CardContext.Provider>
  );
}

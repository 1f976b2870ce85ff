import { may } from "@/api/session.ts";
import { Menu, type MenuItem } from "@/shared/menu.tsx";
import { type Card, useCard } from "./card.ts";
import { w } from "./words.ts";

/** All that can be added where one is. */
export function AddMenu() {
  const card = useCard();
  return <Menu label={w("add")} text={w("add")} icon="plus" kind="plain" items={items(card)} />;
}

function items(card: Card): (MenuItem | false)[] {
  const { type, open, can } = card;
  const writes = (name: string) =>
    can("edit") && card.schema?.fields.some((field) => field.name === name && field.may === "write");
  const does = may("activity.create");
  const joins = type === "relation" || type === "contact";
  const activity = (kind: string) => () => open({ what: "activity", kind });
  return [
    does && { label: w("logCall"), icon: "phone", run: activity("phone_call") },
    does && { label: w("note"), icon: "note", run: activity("note") },
    does && { label: w("task"), icon: "task", run: activity("task") },
    does && { label: w("appointment"), icon: "calendar", run: activity("appointment") },
    does && joins && { label: w("writeMail"), icon: "mail", run: () => open({ what: "mail" }) },
    type === "relation" &&
      may("contact.create") && { label: w("contact"), icon: "person", run: () => open({ what: "contact" }) },
    may("document.create") && { label: w("document"), icon: "file", run: () => open({ what: "files" }) },
    Boolean(writes("channels")) && {
      label: w("channel"),
      icon: "phone",
      run: () => open({ what: "edit", fields: ["channels"] }),
    },
    Boolean(writes("addresses")) && {
      label: w("address"),
      icon: "place",
      run: () => open({ what: "edit", fields: ["addresses"] }),
    },
    joins && may("connection.create") && { label: w("link"), icon: "link", run: () => open({ what: "link" }) },
    (type === "relation" || type === "product") &&
      may("supply.create") && { label: w("supply"), icon: "tag", run: () => open({ what: "supply" }) },
  ];
}

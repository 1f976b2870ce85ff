import { useEffect } from "preact/hooks";
import { Icon } from "@/shared/icon.tsx";
import { Popover } from "@/shared/popover.tsx";
import { later } from "./later.tsx";
import { keepCounting, unread, unreadText } from "./unread.ts";
import { shell } from "./words.ts";

const Newest = later(() => import("@/screens/notices/newest.tsx"));

export function Bell() {
  useEffect(keepCounting, []);
  const any = unread.value.unread > 0;
  const face = (
    <>
      <Icon name="bell" />
      {any && <span class="bell-count">{unreadText()}</span>}
    </>
  );
  return (
    <Popover label={any ? shell("noticesUnread", { count: unreadText() }) : shell("notices")} face={face}>
      {(close) => <Newest close={close} />}
    </Popover>
  );
}

import { useMemo } from "preact/hooks";
import { may, me } from "@/api/session.ts";
import { typeNames, useSchema } from "@/fields/index.ts";
import { ErrorNote } from "@/shared/error_note.tsx";
import { Empty, Page, Shown, Skeleton } from "@/shared/page.tsx";
import { shell } from "@/shell/words.ts";
import { Listing } from "./listing.tsx";
import { selectionOf, viewOf } from "./look.ts";
import { Making } from "./making.tsx";
import { typeOfPlace } from "./place.ts";
import { type Asked, readState } from "./state.ts";
import { useSelection, useViews } from "./views.ts";
import { w } from "./words.ts";
import "./style.css";
import "./rows.css";
import "./board.css";
import "./archived.css";

type Props = { path: string; query?: Asked };

/** All records of a type, as its schema and the chosen view say: a table, groups or a board. */
export default function List({ path, query = {} }: Props) {
  const type = typeOfPlace(path);
  const schema = useSchema(type);
  const views = useViews(may("view.read") ? type : null);
  const state = useMemo(() => readState(query), [JSON.stringify(query)]);
  const known = views.data ?? (views.problem || !may("view.read") ? [] : undefined);
  const view = viewOf(known ?? [], state, me.value?.role);
  const id = selectionOf(state, view);
  const selection = useSelection(id);
  const isReady = known !== undefined && (id === null || selection.data !== undefined);
  if (schema.problem?.status === 404) {
    return (
      <Page title={typeNames(type)}>
        <Empty title={w("noSuchType")} action={<a href="/">{shell("toStart")}</a>} />
      </Page>
    );
  }
  return (
    <Page
      title={state.archived ? w("archivedOf", { what: typeNames(type) }) : (selection.data?.name ?? typeNames(type))}
      wide
      actions={schema.data && !state.archived && <Making schema={schema.data} />}
    >
      <Shown asked={schema} lines={8}>
        {(told) => {
          if (isReady) {
            const chosen = selection.data ?? null;
            return <Listing schema={told} path={path} state={state} views={known} view={view} selection={chosen} />;
          }
          return selection.problem ? (
            <ErrorNote
              problem={selection.problem}
              retry={selection.reload}
              way={{ href: path, name: typeNames(type) }}
            />
          ) : (
            <Skeleton lines={8} />
          );
        }}
      </Shown>
    </Page>
  );
}

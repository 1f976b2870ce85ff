import { w } from "./key_words.ts";
import { allowed, GROUPS } from "./menu_places.ts";
import { shell } from "./words.ts";

export type Told = [keys: readonly string[], does: string];
type Group = { title: string; told: Told[] };

/** All keys that do something, by where they do. */
export const keysTold = (): Group[] => [
  {
    title: w("everywhere"),
    told: [
      [["/", "Ctrl K"], w("search")],
      [["C"], w("create")],
      [["?"], w("help")],
      [["Esc"], w("close")],
      [["Ctrl Enter"], w("save")],
    ],
  },
  {
    title: w("lists"),
    told: [
      [["J", "K", "↓", "↑"], w("walk")],
      [["Home", "End"], w("last")],
      [["PgUp", "PgDn"], w("page")],
      [["Enter"], w("openRow")],
      [["X", "Space"], w("select")],
      [["Shift X", "Shift ↓", "Shift ↑"], w("reach")],
      [["←", "→"], w("fold")],
      [["F"], w("find")],
      [["R"], w("restore")],
      [["N"], w("fresh")],
    ],
  },
  {
    title: w("board"),
    told: [
      [["J", "K", "↓", "↑", "←", "→"], w("walkCards")],
      [["Shift ←", "Shift →"], w("moveCard")],
      [["Enter"], w("openRow")],
    ],
  },
  {
    title: w("cards"),
    told: [
      [["E"], w("change")],
      [["L"], shell("newCall")],
      [["T"], shell("newTask")],
      [["N"], shell("newNote")],
      [["P"], shell("newContact")],
      [["F"], w("follow")],
    ],
  },
  {
    title: w("work"),
    told: [
      [["J", "K", "↓", "↑"], w("walk")],
      [["Enter"], w("openRow")],
      [["X"], w("tick")],
      [["M"], w("more")],
    ],
  },
  {
    title: w("calendar"),
    told: [
      [["←", "→"], w("turn")],
      [["W"], w("week")],
      [["M"], w("month")],
      [["0"], w("today")],
      [["Shift ←", "Shift →", "Shift ↓", "Shift ↑"], w("moveEvent")],
    ],
  },
  {
    title: w("cleanUp"),
    told: [
      [["J", "K", "↓", "↑"], w("walk")],
      [["S"], w("skip")],
      [["N", "X"], w("apart")],
      [["M"], w("merge")],
    ],
  },
  {
    title: w("going"),
    told: GROUPS.flat()
      .filter((each) => each.keys && allowed(each))
      .map((each) => [[each.keys?.toUpperCase() ?? ""], shell(each.name)]),
  },
];

import { Dialog } from "@/shared/dialog.tsx";
import { words } from "@/words/words.ts";
import { allowed, GROUPS } from "./menu_places.ts";
import { shown } from "./opened.ts";
import { shell } from "./words.ts";

const w = words({
  everywhere: ["Everywhere", "Overal", "Überall", "Partout", "Везде"],
  lists: ["In lists", "In lijsten", "In Listen", "Dans les listes", "В списках"],
  going: ["Going somewhere", "Ergens heen", "Navigation", "Navigation", "Переход"],
  search: [
    "Search and commands",
    "Zoeken en opdrachten",
    "Suche und Befehle",
    "Recherche et commandes",
    "Поиск и команды",
  ],
  create: ["Make something new", "Iets nieuws maken", "Neu anlegen", "Créer", "Создать новое"],
  help: ["These keys", "Deze toetsen", "Diese Tasten", "Ces touches", "Эта справка"],
  close: [
    "Close what is open",
    "Sluiten wat openstaat",
    "Offenes schließen",
    "Fermer ce qui est ouvert",
    "Закрыть открытое",
  ],
  save: ["Save a form", "Formulier opslaan", "Formular speichern", "Enregistrer le formulaire", "Сохранить форму"],
  cards: ["On a card", "Op een kaart", "Auf einer Karte", "Sur une fiche", "В карточке"],
  change: ["Change", "Wijzigen", "Ändern", "Modifier", "Изменить"],
  follow: [
    "Follow, or no longer",
    "Volgen, of niet meer",
    "Verfolgen oder nicht mehr",
    "Suivre, ou ne plus suivre",
    "Следить или не следить",
  ],
  walk: ["Up and down", "Omhoog en omlaag", "Auf und ab", "Monter et descendre", "Вверх и вниз"],
  openRow: ["Open", "Openen", "Öffnen", "Ouvrir", "Открыть"],
  select: ["Select", "Selecteren", "Auswählen", "Sélectionner", "Выбрать"],
});

type Told = [keys: readonly string[], does: string];

/** Which keys do what. */
export default function KeyList() {
  const everywhere: Told[] = [
    [["/", "Ctrl K"], w("search")],
    [["C"], w("create")],
    [["?"], w("help")],
    [["Esc"], w("close")],
    [["Ctrl Enter"], w("save")],
  ];
  const lists: Told[] = [
    [["J", "↓"], w("walk")],
    [["K", "↑"], w("walk")],
    [["Enter"], w("openRow")],
    [["X"], w("select")],
  ];
  const cards: Told[] = [
    [["E"], w("change")],
    [["L"], shell("newCall")],
    [["T"], shell("newTask")],
    [["N"], shell("newNote")],
    [["P"], shell("newContact")],
    [["F"], w("follow")],
  ];
  const going: Told[] = GROUPS.flat()
    .filter((each) => each.keys && allowed(each))
    .map((each) => [[each.keys?.toUpperCase() ?? ""], shell(each.name)]);
  return (
    <Dialog title={shell("keys")} onClose={shown.close}>
      <Keys title={w("everywhere")} told={everywhere} />
      <Keys title={w("lists")} told={lists} />
      <Keys title={w("cards")} told={cards} />
      <Keys title={w("going")} told={going} />
    </Dialog>
  );
}

function Keys({ title, told }: { title: string; told: Told[] }) {
  return (
    <section class="stack">
      <h3>{title}</h3>
      <table>
        <tbody>
          {told.map(([keys, does]) => (
            <tr key={keys.join()}>
              <th scope="row">{does}</th>
              <td>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

import { words } from "@/words/words.ts";

export const w = words({
  sharedWith: ["Who sees it", "Wie ziet het", "Wer sieht es", "Qui la voit", "Кто видит"],
  shareMe: ["Only me", "Alleen ik", "Nur ich", "Moi seul", "Только я"],
  shareSome: [
    "Some colleagues or teams",
    "Sommige collega’s of teams",
    "Einzelne oder Teams",
    "Certains collègues ou équipes",
    "Некоторые коллеги или команды",
  ],
  shareAll: ["All colleagues", "Alle collega’s", "Alle im Haus", "Tous les collègues", "Все коллеги"],
  forRole: [
    "Whoever has this role begins with it",
    "Wie deze rol heeft begint ermee",
    "Damit beginnt, wer diese Rolle hat",
    "Qui a ce rôle commence par elle",
    "С неё начинают те, у кого эта роль",
  ],
  forRoleHelp: [
    "They can choose another view at any time.",
    "Zij kunnen altijd een andere weergave kiezen.",
    "Jede andere Ansicht bleibt wählbar.",
    "Une autre vue reste toujours possible.",
    "Всегда можно выбрать другое представление.",
  ],
  locked: [
    "Only I may change it",
    "Alleen ik mag dit wijzigen",
    "Nur ich darf es ändern",
    "Moi seul peux la modifier",
    "Изменять могу только я",
  ],
  colleagues: ["Colleagues", "Collega’s", "Kolleginnen und Kollegen", "Collègues", "Коллеги"],
});

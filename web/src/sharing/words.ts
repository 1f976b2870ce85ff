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
  locked: [
    "Only I may change it",
    "Alleen ik mag dit wijzigen",
    "Nur ich darf es ändern",
    "Moi seul peux la modifier",
    "Изменять могу только я",
  ],
  colleagues: ["Colleagues", "Collega’s", "Kolleginnen und Kollegen", "Collègues", "Коллеги"],
});

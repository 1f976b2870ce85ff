import { words } from "@/words/words.ts";

export const w = words({
  title: ["Background tasks", "Achtergrondtaken", "Hintergrundaufgaben", "Tâches de fond", "Фоновые задачи"],
  none: [
    "Nothing was done in bulk yet",
    "Er is nog niets in het groot gedaan",
    "Noch keine Massenaufgaben",
    "Aucune tâche pour l’instant",
    "Пока ничего не выполнялось",
  ],
  noneHelp: [
    "Select rows in a list to change, export or archive many at once. How far it is stands here.",
    "Selecteer rijen in een lijst om er veel tegelijk te wijzigen, exporteren of archiveren. Hier ziet u hoe ver het is.",
    "Wählen Sie Zeilen in einer Liste, um viele auf einmal zu ändern, zu exportieren oder zu archivieren. Hier steht, wie weit es ist.",
    "Sélectionnez des lignes dans une liste pour en modifier, exporter ou archiver plusieurs. L’avancement s’affiche ici.",
    "Выберите строки в списке, чтобы изменить, выгрузить или архивировать сразу много. Здесь виден ход работы.",
  ],
});

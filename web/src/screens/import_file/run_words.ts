import { words } from "@/words/words.ts";

export const r = words({
  run: [
    "Import {n#row|rows}",
    "{n#rij|rijen} importeren",
    "{n#Zeile|Zeilen} importieren",
    "Importer {n#ligne|lignes}",
    "Загрузить: {n#строка|строки|строк}",
  ],
  runFile: [
    "Import the file ({n#row|rows})",
    "Bestand importeren ({n#rij|rijen})",
    "Datei importieren ({n#Zeile|Zeilen})",
    "Importer le fichier ({n#ligne|lignes})",
    "Загрузить файл ({n#строка|строки|строк})",
  ],
  areRefused: [
    "{n#row is|rows are} refused",
    "{n#rij wordt|rijen worden} geweigerd",
    "{n#Zeile wird|Zeilen werden} abgelehnt",
    "{n#ligne est refusée|lignes sont refusées}",
    "{n#строка будет отклонена|строки будут отклонены|строк будет отклонено}",
  ],
  areKept: [
    "{n#row changes|rows change} nothing",
    "{n#rij verandert|rijen veranderen} niets",
    "{n#Zeile ändert|Zeilen ändern} nichts",
    "{n#ligne ne change|lignes ne changent} rien",
    "{n#строка ничего не меняет|строки ничего не меняют|строк ничего не меняют}",
  ],
  restUnseen: [
    "Seen so far: {n#row|rows}. What does not fit is refused, and comes as a file to mend.",
    "Tot nu toe bekeken: {n#rij|rijen}. Wat niet past, wordt geweigerd en komt als bestand om te verbeteren.",
    "Bisher angesehen: {n#Zeile|Zeilen}. Was nicht passt, wird abgelehnt und kommt als Datei zum Korrigieren.",
    "Lignes examinées jusqu’ici : {n}. Ce qui ne convient pas est refusé, et revient dans un fichier à corriger.",
    "Пока просмотрено: {n#строка|строки|строк}. Неподходящее отклоняется и возвращается файлом для исправления.",
  ],
  nothingNew: [
    "There is nothing to import.",
    "Er valt niets te importeren.",
    "Es gibt nichts zu importieren.",
    "Il n’y a rien à importer.",
    "Загружать нечего.",
  ],
  noneFit: [
    "None of these rows can be imported. Choose above what the columns become, or mend the file; companies of contacts must be there first.",
    "Geen van deze rijen kan worden geïmporteerd. Kies hierboven wat de kolommen worden, of verbeter het bestand; bedrijven van contactpersonen moeten er al zijn.",
    "Keine dieser Zeilen kann importiert werden. Wählen Sie oben, was aus den Spalten wird, oder korrigieren Sie die Datei; Firmen von Kontakten müssen schon da sein.",
    "Aucune de ces lignes ne peut être importée. Choisissez ci-dessus ce que deviennent les colonnes, ou corrigez le fichier ; les sociétés des contacts doivent déjà exister.",
    "Ни одну из этих строк нельзя загрузить. Выберите выше, чем станут столбцы, или исправьте файл; компании контактов уже должны быть здесь.",
  ],
});

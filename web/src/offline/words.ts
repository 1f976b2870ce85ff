import { words } from "@/words/words.ts";

export const w = words({
  title: ["Waiting to be sent", "Wacht op verzending", "Wartet auf das Senden", "En attente d’envoi", "Ждут отправки"],
  help: [
    "Written without a connection and kept on this device. They are sent by themselves when there is one.",
    "Geschreven zonder verbinding en bewaard op dit apparaat. Ze worden vanzelf verstuurd zodra er verbinding is.",
    "Ohne Verbindung geschrieben und auf diesem Gerät gespeichert. Sie werden von selbst gesendet, sobald es eine gibt.",
    "Rédigées sans connexion et gardées sur cet appareil. Elles partiront d’elles-mêmes dès qu’il y en aura une.",
    "Записано без соединения и хранится на устройстве. Будет отправлено само, когда появится связь.",
  ],
  none: ["Everything was sent", "Alles is verstuurd", "Alles wurde gesendet", "Tout est envoyé", "Всё отправлено"],
  sendNow: ["Send now", "Nu versturen", "Jetzt senden", "Envoyer maintenant", "Отправить сейчас"],
  sendAgain: ["Send again", "Opnieuw versturen", "Erneut senden", "Renvoyer", "Отправить снова"],
  change: ["Change the subject", "Onderwerp wijzigen", "Betreff ändern", "Modifier l’objet", "Изменить тему"],
  forgo: ["Drop it", "Weggooien", "Verwerfen", "Abandonner", "Удалить"],
  dropped: ["Dropped", "Weggegooid", "Verworfen", "Abandonnée", "Удалено"],
  refused: ["Was refused", "Is geweigerd", "Wurde abgelehnt", "A été refusée", "Отклонено"],
  waits: ["Waits", "Wacht", "Wartet", "En attente", "Ждёт"],
  nameless: ["Without a subject", "Zonder onderwerp", "Ohne Betreff", "Sans objet", "Без темы"],
  writtenAt: ["Written {when}", "Geschreven {when}", "Geschrieben {when}", "Rédigée {when}", "Записано {when}"],
});

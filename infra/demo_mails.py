"""Mail that comes in to the demo company, over SMTP: from who is known, and from who is not."""

import smtplib
from email.message import EmailMessage
from email.utils import make_msgid
from typing import NamedTuple

from infra.demo_files import pdf


class Mail(NamedTuple):
    """`html` beside the text where there is one; `attached` is the name of a file."""

    sender: str
    subject: str
    text: str
    html: str = ""
    attached: str = ""


MAILS = (
    Mail("Jan Visser <jan.visser@hamerslag.example.com>", "Bestelling tien stadsfietsen",
         "Beste Bram,\n\nGraag tien stuks, levering voor de kerst. De bestelbon zit erbij.\n\nGroet,\nJan Visser\n",
         attached="bestelbon.pdf"),
    Mail("Dr. Anna Weber <anna.weber@mueller.example.com>", "Angebot Firmenräder",
         "Guten Tag,\n\nbitte schicken Sie uns die Preise ohne Fracht.\n\nMit freundlichen Grüßen\nAnna Weber\n",
         html="<p>Guten Tag,</p><p>bitte schicken Sie uns die Preise <b>ohne Fracht</b>.</p>"
              "<p><img src='https://mueller.example.com/logo.png' alt='Müller' width=120></p>"
              "<p>Mit freundlichen Grüßen<br>Anna Weber</p>"),
    Mail("Sanne Mulder <sanne@fietsvisie.example.net>", "Kunnen wij dealer worden?",
         "Goedemiddag,\n\nWij openen in maart een winkel in Zwolle en zoeken een leverancier.\n\nSanne Mulder\nFietsvisie\n"),
    Mail("info@cyclesdumidi.example.fr", "Demande de tarif",
         "Bonjour,\n\nPouvez-vous nous envoyer votre tarif 2027 ?\n\nCycles du Midi\n"),
)  # fmt: skip


def deliver(smtp: tuple[str, int], address: str) -> None:
    with smtplib.SMTP(*smtp, timeout=20) as client:
        for mail in MAILS:
            client.send_message(_message(mail, address))


def _message(mail: Mail, address: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = mail.sender, address, mail.subject
    message["Message-ID"] = make_msgid(domain="example.com")
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    if mail.attached:
        content = pdf((mail.subject,))
        message.add_attachment(content, maintype="application", subtype="pdf", filename=mail.attached)
    return message

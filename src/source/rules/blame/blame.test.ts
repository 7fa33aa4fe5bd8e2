import { expect, test } from 'vitest';
import { parseEdition } from '../../edition.ts';
import { request } from '../../testing.ts';

/** Sentences of real reports, or like them, that accuse nobody. */
const HARMLESS: Readonly<Record<string, string>> = {
  en: `Every action should have a ticket.
Each repository should have clear rules.
We should have a talk about who owns the ingress.
“Operator error” is never a root cause.
This is not about assigning blame.
It was not human error.
The vendor's fault report arrived on Tuesday.
Customers should have received a mail by Friday.
The alarm should have fired after five minutes.
The failover should have taken thirty seconds.
All mails should have arrived by now.
Every user should have access again.
This review is blameless.
We do not blame anyone.
The fault was in the power supply.
A segmentation fault stopped the worker.
The page fault rate doubled.
The fault tolerance of the cluster held.
Two availability zones share a fault domain.
User errors in the log rose to 5 %.
The sloppy quorum of the store let writes through.
Git shows the change in the annotate view.
The negligible delay was not noticed.
Users forgot nothing; their sessions were kept.
People who forgot their password could not reset it.
The team saw that the alarm should have fired.
You should have received a new link.
They should have limited access from now on.
We should have detailed logs in future.
Nobody made a mistake here.
There is no human error without a system that allows it.
Instead of blaming the operator we changed the tool.
Rather than human error we found a missing check.
Their fault code is E17.
Each service should have an owner.
The certificate should have been renewed by the job.
Backups should have run every night.
The retry should not have reached the database.
Traffic should have been moved automatically.
The disk's fault light was on.
The documents should have been indexed overnight.
A colleague answered the alarm after three minutes.`,
  fr: `Les clients auraient dû recevoir un courriel.
Le basculement aurait dû prendre trente secondes.
L’alarme aurait dû se déclencher.
Les sauvegardes auraient dû tourner chaque nuit.
Le certificat aurait dû être renouvelé par la tâche.
Ce n’est pas une erreur humaine.
Il n’y a jamais d’erreur humaine sans système qui la permette.
Sans négligence de personne, le disque était plein.
Faute de données, le tableau est vide.
Faute de place, le disque a refusé l’écriture.
Le service a fonctionné sans faute.
Une erreur de réseau a coupé la connexion.
Un délai négligeable a été mesuré.
Chaque action doit avoir un ticket.
Le dû a été payé.
L’équipe est responsable de la plateforme.
Le script a oublié son verrou.
Une faute de frappe a été corrigée dans la page.
La défaillance du disque a été détectée.
Une défaillance matérielle a arrêté le nœud.
Les erreurs de lecture ont augmenté.
Le serveur a répondu par des erreurs.
Les utilisateurs auraient dû voir la page d’attente.
Les données auraient dû arriver à midi.
Le courriel aurait dû partir à 10 h.
Personne n’est coupable.
Cette revue ne cherche pas de coupable.
Plutôt que l’erreur humaine, nous cherchons la cause.
Le trafic aurait dû être déplacé.
La page aurait dû se charger.
Les files auraient dû se vider.
Le cache aurait dû expirer.
La tâche aurait dû s’arrêter.
Nous devons avoir un test pour cela.
L’opérateur a répondu en trois minutes.
Un technicien a remplacé le disque.
Le prestataire a confirmé la panne.
L’équipe a corrigé la règle.
La version aurait dû être refusée par le contrôle.
Le quota aurait dû être plus élevé.
L’ancien nœud aurait dû être retiré.`,
  de: `Kunden hätten eine Mail bekommen müssen.
Die Umschaltung hätte greifen müssen.
Der Alarm hätte nach fünf Minuten auslösen sollen.
Das Zertifikat hätte erneuert werden müssen.
Die Sicherungen hätten jede Nacht laufen sollen.
Es war kein menschliches Versagen.
Das war nicht fahrlässig.
Nie ist ein Bedienfehler die ganze Ursache.
Ein defektes Kabel war schuld.
Nutzer haben ihr Passwort vergessen.
Entschuldigung für die Störung.
Der Schuldner bekam zwei Mahnungen.
Das Bedienfeld zeigte nichts an.
Die Folge war ein Fehler beim Lesen.
Das Gerät hätte mehr Speicher.
Wir müssen handeln.
Jede Aufgabe soll ein Ticket haben.
Der Verkehr hätte umgeleitet werden müssen.
Die Seite hätte laden müssen.
Die Warteschlange hätte leer sein sollen.
Der Zwischenspeicher hätte ablaufen sollen.
Das alte Gerät hätte entfernt werden sollen.
Statt menschlicher Fehler suchen wir Ursachen.
Wir suchen keine Schuldigen.
Niemand ist unschuldig an einem System.
Der Dienst hat die Sperre vergessen.
Ein Kollege hat nach drei Minuten geantwortet.
Das Team hat die Regel korrigiert.
Der Lieferant hat die Störung bestätigt.
Der Hersteller liefert ein neues Netzteil.
Die Anfrage hätte abgewiesen werden müssen.
Die Mails hätten bis Freitag ankommen müssen.
Alle Nutzer hätten die Hinweisseite sehen sollen.
Die Grenze hätte höher liegen müssen.
Der Neustart hätte dreißig Sekunden dauern dürfen.
Ein vernachlässigbarer Verzug wurde gemessen.
Die Prüfung fand ohne Fahrlässigkeit statt.
Ein Fehler der Festplatte wurde erkannt.
Der Fehler des Netzteils trat zweimal auf.
Die Daten hätten mittags da sein sollen.
Der Auftrag hätte enden müssen.`,
  es: `Los clientes deberían haber recibido un correo.
La alarma debería haber saltado.
El certificado debería haber sido renovado por la tarea.
Las copias tenían que haber corrido cada noche.
La conmutación debería haber tardado treinta segundos.
No fue un error humano.
Nunca hay error humano sin un sistema que lo permita.
Por culpa de un disco lleno se detuvo el servicio.
La culpa fue de un cable defectuoso.
Disculpen las molestias.
Hubo un error de red.
El disco falló dos veces.
Debería funcionar de nuevo.
Los usuarios olvidaron nada.
Los usuarios que olvidaron su clave no pudieron entrar.
Cada acción debería tener un ticket.
El tráfico debería haber sido desviado.
La página debería haber cargado.
La cola debería haber quedado vacía.
La caché debería haber caducado.
El nodo viejo debería haber sido retirado.
En vez de error humano buscamos causas.
Sin negligencia de nadie, el disco estaba lleno.
No buscamos culpables.
El equipo corrigió la regla.
El técnico cambió el disco.
El proveedor confirmó la avería.
El operador respondió en tres minutos.
Los datos deberían haber llegado al mediodía.
El límite debería haber sido mayor.
La versión debería haber sido rechazada.
Los correos tendrían que haber llegado el viernes.
El reinicio tendría que haber durado poco.
La petición debería haber sido rechazada por el control.
El error del disco apareció dos veces.
El fallo del servidor duró una hora.
Fallos de lectura aumentaron.
La sesión se cerró sin aviso.
El retraso fue insignificante.
Todos los usuarios deberían haber visto el aviso.
La tarea debería haber terminado.`,
  pt: `Os clientes deveriam ter recebido um e-mail.
O alarme deveria ter disparado.
O certificado deveria ter sido renovado pela tarefa.
As cópias deveriam ter rodado toda noite.
A troca deveria ter levado trinta segundos.
Não foi erro humano.
Nunca há erro humano sem um sistema que o permita.
Por culpa de um disco cheio, o serviço parou.
A culpa foi de um cabo com defeito.
Pedimos desculpas pelo transtorno.
Houve um erro de rede.
O disco falhou duas vezes.
O serviço deveria funcionar de novo.
Os usuários não esqueceram nada.
Usuários que esqueceram a senha não conseguiram entrar.
Cada ação deveria ter um responsável.
O tráfego deveria ter sido desviado.
A página deveria ter carregado.
A fila deveria ter ficado vazia.
O cache deveria ter expirado.
O nó antigo deveria ter sido retirado.
Em vez de erro humano, procuramos causas.
Sem negligência de ninguém, o disco estava cheio.
Não procuramos culpados.
A equipe corrigiu a regra.
O técnico trocou o disco.
O fornecedor confirmou a avaria.
O operador respondeu em três minutos.
Os dados deveriam ter chegado ao meio-dia.
O limite deveria ter sido maior.
A versão deveria ter sido recusada.
Os e-mails teriam que ter chegado na sexta-feira.
O reinício teria que ter durado pouco.
O pedido deveria ter sido recusado pelo controle.
O erro do disco apareceu duas vezes.
A falha do servidor durou uma hora.
As falhas de leitura aumentaram.
A sessão foi encerrada sem aviso.
O atraso foi insignificante.
Todos os usuários deveriam ter visto o aviso.
A tarefa deveria ter terminado.`,
};

/** Sentences that accuse somebody. */
const ACCUSING: Readonly<Record<string, string>> = {
  en: `The engineer on call should have checked the dashboard.
We should have tested this.
The operators should not have pressed it.
It was the contractor's fault.
The outage was caused by operator error.
The admin neglected the warning.
Management blamed the night shift.`,
  fr: `L’opérateur aurait dû vérifier.
Nous aurions dû tester.
La faute de notre prestataire a tout arrêté.
L’incident est dû à une erreur de manipulation.`,
  de: `Der Techniker hätte das prüfen müssen.
Wir hätten das testen sollen.
Die Kollegin hat die Erneuerung vergessen.
Ursache war ein Bedienfehler.`,
  es: `El operador debería haber comprobado el panel.
El equipo tenía que haber avisado.
Alguien olvidó renovarlo.
La causa fue un fallo humano.`,
  pt: `O operador deveria ter verificado o painel.
A equipe tinha que ter avisado.
Alguém esqueceu de renová-lo.
A culpa foi do técnico.
A causa foi uma falha humana.`,
};

async function accused(language: string, sentence: string): Promise<boolean> {
  const text = `---\ntitle: "x"\nversion: 001\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    title: "x"\n---\n${sentence}\n`;
  const { diagnostics } = await parseEdition(request(text, language));
  return diagnostics.some(({ code }) => code === 'INC230');
}

test.each(Object.keys(HARMLESS))('%s: at least 40 sentences that accuse nobody pass', async (language) => {
  const sentences = (HARMLESS[language] ?? '').split('\n');
  expect(sentences.length).toBeGreaterThanOrEqual(40);
  const wrong: string[] = [];
  for (const sentence of sentences) if (await accused(language, sentence)) wrong.push(sentence);
  expect(wrong).toEqual([]);
});

test.each(Object.keys(ACCUSING))('%s: sentences that accuse somebody do not', async (language) => {
  const missed: string[] = [];
  for (const sentence of (ACCUSING[language] ?? '').split('\n'))
    if (!(await accused(language, sentence))) missed.push(sentence);
  expect(missed).toEqual([]);
});

test('of very many accusations the first fifty are told, whatever else the text repeats', async () => {
  const text = (body: string) =>
    `---\ntitle: "Web slow"\nsummary: "Slow."\nversion: 001\nseverity: minor\ntimeline:\n  - at: 2026-03-04T10:00:00Z\n    state: investigating\n    title: "Slow"\n---\n\n${body}`;
  const blamed = async (body: string) =>
    (await parseEdition(request(text(body)))).diagnostics.filter(({ code }) => code === 'INC230');
  const many = await blamed('It was human error.\n\n'.repeat(400));
  expect(many).toHaveLength(50);
  expect(many.at(-1)?.place.line).toBe(12 + 2 * 49);
});

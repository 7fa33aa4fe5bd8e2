import type { Change } from '../../site/machines/changes.ts';
import type { Shape } from './channels.ts';

/** What the status API says about a report and about the site, for the webhook of hosted pages. */
export interface StatusAnswers {
  readonly incident: { readonly page: object; readonly incident: object };
  readonly status: { readonly status: { readonly indicator: string; readonly description: string } };
}

/** The longest texts that the chats accept, with room for what is around them. */
const LONGEST = { slack: 2_800, teams: 10_000, discord: 4_000, discordTitle: 250 };

/**
 * The body of a message about a publication, in JSON. `statuspage` needs answers of the status API, and is
 * undefined without.
 */
export function messageOf(
  shape: Shape,
  change: Change,
  answers: StatusAnswers | undefined,
): object | undefined {
  switch (shape) {
    case 'slack':
      return slackMessage(change);
    case 'teams':
      return teamsMessage(change);
    case 'discord':
      return discordMessage(change);
    case 'statuspage':
      return answers && hostedMessage(change, answers);
  }
}

/** Incoming webhooks: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
function slackMessage(change: Change): object {
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const link = `<${change.urls.report}|${escaped(change.headline)}>`;
  const text = [`*${link}*`, escaped(shorten(textOf(change), LONGEST.slack))].filter((part) => part !== '');
  return {
    text: escaped(change.headline),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: text.join('\n') } }],
  };
}

/**
 * Workflows that take a webhook request: a message with an adaptive card,
 * https://learn.microsoft.com/adaptive-cards/
 */
function teamsMessage(change: Change): object {
  const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
  const text = shorten(textOf(change), LONGEST.teams);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            block(change.headline, { weight: 'Bolder', size: 'Medium' }),
            ...(text === '' ? [] : [block(text)]),
          ],
          actions: [
            { type: 'Action.OpenUrl', title: new URL(change.urls.report).host, url: change.urls.report },
          ],
        },
      },
    ],
  };
}

/** Webhooks: https://docs.discord.com/developers/resources/webhook */
function discordMessage(change: Change): object {
  return {
    embeds: [
      {
        title: shorten(change.headline, LONGEST.discordTitle),
        url: change.urls.report,
        description: shorten(textOf(change), LONGEST.discord),
        timestamp: change.published,
      },
    ],
    // The text of a report must not notify anybody by a mention.
    allowed_mentions: { parse: [] },
  };
}

/** Webhook notifications of hosted pages: https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/ */
function hostedMessage(change: Change, { incident: answer, status: { status } }: StatusAnswers): object {
  const { id } = answer.page as { readonly id: string };
  return {
    meta: { unsubscribe: change.urls.report, documentation: change.urls.report },
    page: { id, status_indicator: status.indicator, status_description: status.description },
    incident: {
      backfilled: false,
      impact_override: null,
      organization_id: null,
      postmortem_body: null,
      postmortem_body_last_updated_at: null,
      postmortem_ignored: false,
      postmortem_notified_subscribers: false,
      postmortem_notified_twitter: false,
      postmortem_published_at: null,
      scheduled_auto_in_progress: false,
      scheduled_auto_completed: false,
      scheduled_for: null,
      scheduled_remind_prior: false,
      scheduled_reminded_at: null,
      scheduled_until: null,
      ...answer.incident,
    },
  };
}

/** The text of the newest entry, as the headline has its title; else what the writer says is new. */
function textOf({ entries, changes, headline }: Change): string {
  const text = entries.at(-1)?.text ?? '';
  const said = headline.endsWith(changes) ? '' : changes;
  return text === '' ? said : text;
}

/** Cuts a text between two characters as readers see them. */
function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, longest)))
    if (index + segment.length < longest) end = index;
  return `${text.slice(0, end).trimEnd()}…`;
}

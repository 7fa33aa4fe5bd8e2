import { expect, test } from 'vitest';
import { renderMarkdown } from '../../source/markdown/markdown.ts';
import { options } from '../../source/markdown/testing.ts';
import { terminalText } from './text.ts';

const MARKDOWN = `A paragraph whose lines
were broken by **its** writer.

## Impact

- one
  - inner
- two is long enough to be wrapped

1. first

   more

\`\`\`sh
dig   +short
\`\`\`

> [!NOTE]
> A quote.

| a | b |
| - | - |
| 1 | 2 |

![Errors rise](graph.png) \u202e`;

test('everything readers see is printed within the width', async () => {
  const { value } = await renderMarkdown(MARKDOWN, options());
  expect(terminalText(value.html, 30, ' ')).toBe(` A paragraph whose lines were
 broken by its writer.

 ## Impact

 - one
   - inner
 - two is long enough to be
   wrapped

 1. first
    more

     dig   +short

   Note

   A quote.

 a | b
 1 | 2

 [Errors rise] ·`);
});

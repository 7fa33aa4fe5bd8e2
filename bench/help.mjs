/* What `npm run bench -- --help` says; README.md here says more. */

export const HELP = `Compares this program with Hugo, and with Eleventy where ELEVENTY names a folder that has it.

npm run bench -- [options]

  --n 1000,10000     numbers of reports (1000)
  --profiles plain   kinds of reports: plain, real (both)
  --rounds 3         how often each tool runs in each mode; the median counts (3)
  --modes cold,dev   only these modes, in this order (all but memory)
  --saves 100        saves in dev and keys in lsp (100), in memory (10000); peers save 10 times at most
  --ours             without the peers
  --no-all           without the site that has all outputs
  --json             results as JSON; everything else goes to stderr
  --markdown         tables for docs/performance.md; everything else goes to stderr

Modes, each with wall and CPU seconds, peak memory, and both times divided by Hugo's:

  cold               a first build, nothing published, no cache
  published          the same with every report published
  cached             the same with the cache of an earlier build, and no output
  unchanged          a build with nothing changed
  version            a build after a new version of a published report
  edit               a build after an edit of an unpublished report
  template           a build after an edit of the template of articles
  check-cold         check without a cache
  check-unchanged    check after check
  check-edit         check after an edit of a report
  publish            publish into a folder and into a bucket on loopback
  dev                from a saved file to its served bytes, and how long the server was deaf
  lsp                from a key in an editor to what is said of the text
  memory             dev: the heap after each tenth of 10000 saves; takes long
  growth             with which power of the number of reports a cold build grows
  import             import statuspage of 5000 incidents, and once more with nothing new
  start              --version beside a bare Node; a site of three reports

All targets for 1000 and 10000 reports, in some twelve minutes on a quiet machine with two cores:

  npm run bench -- --n 1000,10000 --profiles plain --no-all --rounds 1 --saves 60 --markdown \\
    --modes cold,growth,published,unchanged,version,edit,check-edit,dev,start

The same of the kind real, of all outputs, of 10000 saves, and of 100000 reports:

  npm run bench -- --n 1000 --profiles real --no-all --rounds 3 --modes cold
  npm run bench -- --n 1000 --profiles plain --rounds 3 --modes cold,published,edit
  npm run bench -- --n 1000 --profiles plain --ours --no-all --modes memory
  npm run bench -- --n 10000,100000 --profiles plain --ours --no-all --rounds 1 --modes growth
`;

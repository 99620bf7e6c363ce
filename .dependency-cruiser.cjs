/**
 * The import rules of the house. Each has a probe in test/architecture that breaks it on purpose. Rules that
 * share a name are one promise in several parts. Why: docs/adr/0003 and 0008.
 */
const contexts = '(network|intelligence|brokerage|improvement|review|evaluation)';
const spec = '\\.spec\\.ts$';
const door = (libs) => `^libs/${libs}/src/index\\.ts$`;
/** A file with no role in its name is the domain; one named as its folder is a decider. */
const domain = `^libs/${contexts}/src/[^/]+/[^/.]+\\.ts$`;
const decider = `^libs/${contexts}/src/(?<noun>[^/]+)/\\k<noun>\\.ts$`;
const own = (roles) => `^libs/$1/src/[^/]+/[^/]+\\.(${roles})\\.ts$`;
const ownDomain = '^libs/$1/src/[^/]+/[^/.]+\\.ts$';
/** The domain beside a file that is not a decider: shared arithmetic and reference data. */
const ownArithmetic = '^libs/$1/src/(?<noun>[^/]+)/(?!\\k<noun>\\.ts$)[^/.]+\\.ts$';

/** Everything but these; what cannot be resolved is told by its own rule. */
const allBut = (...pathNot) => ({ pathNot, couldNotResolve: false });

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one concept: merge them, or move what they share.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'type-import'] } },
    ),
    rule(
      'no-cycles',
      'Types tie as well. Only by their doors may libs know the types of each other.',
      { path: '^(.+)$' },
      { circular: true, pathNot: '^$1$', viaOnly: { pathNot: '/src/index\\.ts$' } },
    ),
    rule(
      'every-import-resolves',
      'The file or package is not there.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'one-door-per-lib',
      'From outside, a lib is its index.ts.',
      { path: '^(apps|libs)/([^/]+)/' },
      { path: '^libs/', pathNot: [door('[^/]+'), '^$1/$2/'] },
    ),
    rule(
      'libs-never-import-apps',
      'Apps compose libs, never the other way.',
      { path: '^libs/' },
      { path: '^apps/' },
    ),
    rule(
      'infra-is-never-imported',
      'What builds and starts the house is no part of it.',
      { path: '^(apps|libs)/' },
      { path: '^infra/' },
    ),
    rule(
      'contexts-are-strangers',
      'Contexts speak by events. Only network may be imported by the others.',
      { path: `^libs/${contexts}/`, pathNot: '\\.(projection|process|lookup|spec)\\.ts$' },
      { path: `^libs/${contexts}/`, pathNot: ['^libs/$1/', '^libs/network/'] },
    ),
    rule(
      'contexts-are-strangers',
      'A projection, process or lookup may `import type` the events of another context: nothing that runs.',
      { path: `^libs/${contexts}/.*\\.(projection|process|lookup|spec)\\.ts$` },
      {
        path: `^libs/${contexts}/`,
        pathNot: ['^libs/$1/', '^libs/network/'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'adapters-only-in-apps',
      'What talks to a server is chosen where an app is composed; everybody else knows the port.',
      { path: '^libs/([^/]+)/', pathNot: [spec, '^libs/(composition|testing)/'] },
      { path: '^libs/(journal-postgres|journal-eventstoredb|kafka)/', pathNot: '^libs/$1/' },
    ),
    rule(
      'adapters-only-in-apps',
      'An adapter leaves its lib by the door only.',
      { path: '^libs/', pathNot: [spec, '/src/index\\.ts$', '\\.adapter\\.ts$'] },
      { path: '\\.adapter\\.ts$' },
    ),
    rule(
      'adapters-only-in-apps',
      'A context has no server of its own, except behind an adapter.',
      { path: `^libs/${contexts}/`, pathNot: [spec, '\\.adapter\\.ts$'] },
      { path: [door('database'), '^node_modules/(pg|kafkajs|@eventstore)/'] },
    ),
    rule(
      'eventing-knows-nobody',
      'The core imports nothing of the house, and of the world only uuid.',
      { path: '^libs/eventing/', pathNot: spec },
      allBut('^libs/eventing/', '^node_modules/uuid/'),
    ),
    rule(
      'deciders-are-pure',
      'The domain imports #eventing, reference data of #network, its own events and the domain beside it.',
      { path: domain },
      allBut(door('(eventing|network)'), own('events|commands'), ownDomain),
    ),
    rule(
      'deciders-are-pure',
      'Of its commands the domain knows the types only: their classes carry validation.',
      { path: domain },
      { path: '\\.commands\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'events-are-leaves',
      'Events import types of #eventing, of reference data, and of other events beside them.',
      { path: '^libs/([^/]+)/.*\\.events\\.ts$' },
      allBut(door('(eventing|network)'), own('events'), ownDomain),
    ),
    rule(
      'events-are-leaves',
      'Events import types, never anything that runs.',
      { path: '^libs/([^/]+)/.*\\.events\\.ts$' },
      { dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'projections-read-events-only',
      'A projection sees #eventing, events, its row and reference data; never a decision, a command or a server.',
      { path: `^libs/${contexts}/.*\\.projection\\.ts$` },
      allBut(door('eventing'), door(contexts), own('events|entity'), ownArithmetic),
    ),
    rule(
      'rows-are-described',
      'An entity describes its row: it sees #read-model, events, and the domain beside it; no server.',
      { path: `^libs/${contexts}/.*\\.entity\\.ts$` },
      {
        path: '^libs/',
        pathNot: [door('(eventing|network|read-model)'), own('events|entity'), ownDomain],
      },
    ),
    rule(
      'reads-declare',
      'How a read model is served is data: it sees #read-model, read models, and the domain beside it; nothing of HTTP.',
      { path: `^libs/${contexts}/.*\\.reads\\.ts$` },
      {
        path: '^libs/',
        pathNot: [
          door('(eventing|network|read-model)'),
          own('events|entity|projection|reads'),
          ownDomain,
        ],
      },
    ),
    rule(
      'read-models-know-no-server',
      'What entities and reads are declared with stands on #eventing and the decorators of TypeORM only.',
      { path: '^libs/read-model/', pathNot: spec },
      allBut('^libs/read-model/', door('eventing'), '^node_modules/typeorm/'),
    ),
    rule(
      'processes-translate',
      'A process turns events into commands: it sees #eventing, events, its commands and reference data.',
      { path: `^libs/${contexts}/.*\\.process\\.ts$` },
      allBut(door('eventing'), door(contexts), own('events|commands'), ownArithmetic),
    ),
    rule(
      'lookups-fold-streams',
      'What a rule must know is folded from streams, never read from a read model.',
      { path: `^libs/${contexts}/.*\\.lookup\\.ts$` },
      allBut(door('eventing'), door(contexts), own('events|commands|lookup'), ownDomain),
    ),
    rule(
      'http-stays-at-the-edge',
      'Only aggregates as they are served, controllers, commands, modules and the edge of the analysts know of HTTP.',
      {
        path: '^libs/',
        pathNot: [
          spec,
          '^libs/(http|composition|demonstration|testing)/',
          '^libs/analysis/src/edge/',
          '\\.(aggregate|controller|commands|module)\\.ts$',
        ],
      },
      { path: '^libs/http/' },
    ),
    rule(
      'http-stays-at-the-edge',
      'Only aggregates as they are served, controllers, commands, modules and adapters of a context know of Nest.',
      {
        path: `^libs/${contexts}/`,
        pathNot: [spec, '\\.(aggregate|controller|commands|module|adapter)\\.ts$'],
      },
      { path: '^node_modules/(@nestjs|@fastify|fastify)/' },
    ),
    rule(
      'validation-stays-in-commands',
      'The shape of a command is written once: in its class, with the fields of #http.',
      { path: '^(apps|libs)/', pathNot: [spec, '\\.commands\\.ts$', '^libs/http/'] },
      { path: '^node_modules/class-(validator|transformer)/' },
    ),
    rule(
      'production-never-imports-specs',
      'Specs, probes and #testing serve tests only.',
      { path: '^(apps|libs)/', pathNot: [spec, '^libs/testing/'] },
      { path: [spec, '^test/', '^libs/testing/', '^node_modules/(@jest|jest|fast-check)/'] },
    ),
    {
      name: 'everything-decided-has-a-spec',
      comment: 'Every decider, projection and process is imported by at least one spec.',
      severity: 'error',
      from: { path: spec },
      module: {
        path: [decider, '\\.(projection|process)\\.ts$'],
        numberOfDependentsLessThan: 1,
      },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.d.ts'],
    },
  },
};

import { FEWEST } from '../figures/disclosure.js';
import { RELEASE, RULE } from './suppression.js';

/** Of pupils, and somewhere in its history of too few of them: as for served events, and never freer than a board. */
const small = `(level = 'pupils' and jsonb_path_exists(
  jsonb_build_array(baseline, baselines, latest, measurements, evaluations),
  '$.**.n ? (@ > 0 && @ < ${FEWEST})'))`;

/** Something of it was entered anew, so that what was evidenced may be of a cohort that differs by few. */
const amended = `(level = 'pupils' and (jsonb_array_length(baselines) > 1
  or jsonb_path_exists(measurements, '$[*].was[*]')))`;

const plain = (says: string, sql: string) => ({ sql, says });
const figure = (says: string, sql: string) => ({
  sql: `case when ${small} then null else ${sql} end`,
  says: `${says}; null when it is withheld`,
});
const number = (says: string, of: 'baseline' | 'latest', type: 'float8' | 'int') =>
  figure(says, `(${of} ->> '${type === 'int' ? 'n' : 'value'}')::${type}`);

/** What analysts read of the impact board by SQL: rule `local-2` for everybody, since SQL knows nobody's school. */
export const impactFigures = {
  name: 'impact_figures',
  says: `The figures of impact, without those that could tell of too few pupils (rule ${RULE})`,
  columns: {
    key: plain('The key of the row', 'key'),
    scope: plain('Who may see the row over HTTP', 'scope'),
    kpi_id: plain('The KPI', 'kpi_id'),
    urn: plain('The school, when it is that of a school', 'urn'),
    partnership_id: plain('The partnership, when it is that of a partnership', 'partnership_id'),
    level: plain('pupils, people, schools or partnership', 'level'),
    indicator: plain('The indicator', 'indicator'),
    unit: plain('Its unit', 'unit'),
    direction: plain('up or down: which way it ought to move', 'direction'),
    focus_area: plain('What it is about', 'focus_area'),
    state: plain('Where it is in the life of a KPI', 'state'),
    target: plain(
      'The target: value, and by which day; the value is not there when it is withheld',
      `case when ${small} then target - 'value' else target end`,
    ),
    locked_on: plain('When baseline and target were locked', 'locked_on'),
    baseline_period: plain('The period of the baseline that stands', `baseline -> 'period'`),
    baseline_value: number('The baseline that stands', 'baseline', 'float8'),
    baseline_n: number('How many pupils the baseline is of', 'baseline', 'int'),
    latest_period: plain('The period of the result that counts', `latest -> 'period'`),
    latest_value: number('The result that counts', 'latest', 'float8'),
    latest_n: number('How many pupils the result is of', 'latest', 'int'),
    change: figure('The change for the better since the baseline', 'change'),
    change_reason: plain('Why there is no change to show', 'change_reason'),
    target_share: figure('How much of the way to the target was gone', 'target_share'),
    n: figure('How many it is of: the fewer of baseline and latest', 'n'),
    strength: plain('Strength of evidence, 1 to 5', 'strength'),
    confidence: plain('high, medium or low', 'confidence'),
    claim: plain('The contribution that is claimed', 'claim'),
    evidenced_change: figure(
      'The change as it was evidenced; null too when figures were entered anew since',
      `case when ${amended} and evidenced_change is distinct from change then null
        else evidenced_change end`,
    ),
    evaluation_id: plain('The evaluation that stands, or else the last one', 'evaluation_id'),
    deployment_ids: plain('The deployments that were agreed to move it', 'deployment_ids'),
    cost_pence: plain('What the completed ones cost; other KPIs may share it', 'cost_pence'),
    terminated_pence: plain('What those that were terminated cost', 'terminated_pence'),
    withheld: plain('Whether figures of it are withheld', small),
    suppression: plain('The rule', `'${RULE}'::text`),
    release: plain(
      'The release it belongs to: none, figures are served as they are entered',
      `'${RELEASE}'::text`,
    ),
  },
} as const;

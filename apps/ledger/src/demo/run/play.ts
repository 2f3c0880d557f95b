import { SETUP_AT_MS } from '../model/month.js';
import type { Narrator } from '../story/narrator.js';
import type { Opening, Scene, Told } from '../story/tell.js';
import type { DemoClock } from './demo-clock.js';
import { UnexpectedAnswer, type LedgerHttp } from './ledger-http.js';
import type { Progress } from './progress.js';

/** Answers of the intake: each sending once. */
export interface Answers {
  recorded: number;
  refused: number;
}

/** Whom and what the demo is played with. */
export interface Stage {
  readonly http: LedgerHttp;
  readonly clock: DemoClock;
  readonly narrator: Narrator;
  readonly progress: Progress;
  readonly answers: Answers;
}

const UPLOADS_PER_REQUEST = 85;

/** Facts about buildings, people, prices and heaters, told before the month begins. */
export async function playOpening({ http, clock, narrator, progress }: Stage): Promise<Opening> {
  progress.stage('Drawing the month');
  clock.setTo(SETUP_AT_MS);
  const opening = await narrator.opening();
  progress.stage('Registering buildings, people, prices and heaters');
  await http.commandsInLanes(opening.commands);
  progress.at(1, `${opening.commands.length} commands`);
  return opening;
}

/** Plays an act through the public interface; the clock is turned. */
export async function playAct(stage: Stage, scenes: number): Promise<Told> {
  const { narrator, progress, answers } = stage;
  let played = 0;
  for (let scene = await narrator.nextScene(); scene !== null; scene = await narrator.nextScene()) {
    await playScene(stage, scene);
    progress.at(++played / scenes, `${answers.recorded} uploads recorded`);
  }
  return narrator.told();
}

async function playScene({ http, clock, answers }: Stage, scene: Scene): Promise<void> {
  // Uploads arrive some minutes after their last reading.
  clock.setTo(scene.toMs + 120_000);
  // People decide on what they see: the list of held spans.
  if (scene.commands.some(({ command }) => command.endsWith('-held-span'))) await http.caughtUp();
  // Heaters are put in place all at once.
  const installs = scene.commands.filter(({ command }) => command === 'install-heater');
  await http.commandsInLanes(installs);
  await http.commands(scene.commands.filter((each) => !installs.includes(each)));
  const requests: Promise<number>[] = [];
  for (let at = 0; at < scene.uploads.length; at += UPLOADS_PER_REQUEST) {
    requests.push(sendAll(http, scene.uploads.slice(at, at + UPLOADS_PER_REQUEST)));
  }
  for (const recorded of await Promise.all(requests)) answers.recorded += recorded;
  for (const { upload, expected } of scene.afterwards) {
    const [answer] = await http.uploads([upload]);
    const said = answer?.status === 'refused' ? answer.code : answer?.status;
    if (said !== expected)
      throw new UnexpectedAnswer(`an upload expected to be ${expected}`, 200, JSON.stringify(answer));
    if (expected === 'recorded') answers.recorded++;
    else answers.refused++;
  }
  for (const { supplyPoint, csv } of scene.meterFiles)
    await http.post(`/v1/supply-points/${supplyPoint}/meter-readings?format=enedis`, csv, {
      'content-type': 'text/csv',
    });
}

async function sendAll(http: LedgerHttp, uploads: readonly string[]): Promise<number> {
  const answers = await http.uploads(uploads);
  const bad = answers.find(({ status }) => status !== 'recorded');
  if (bad !== undefined || answers.length !== uploads.length)
    throw new UnexpectedAnswer('an upload', 200, JSON.stringify(bad ?? answers));
  return answers.length;
}

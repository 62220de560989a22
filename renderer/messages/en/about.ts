import { digits } from './digits.ts'

/** What Holdfast says of itself. */
export const about = {
  title: 'About Holdfast',
  open: 'About Holdfast…',
  done: 'Done',
  version: (version: string) =>
    `Holdfast ${version}, an offline archive for statements, videos and citations.`,
  licence:
    'Free software under the GNU Affero General Public License, version 3 or later (AGPL-3.0-or-later). You may use, study, share and change it; whoever gets a copy, changed or not, or uses one over a network, has a right to its source. It comes without any warranty. The text of the licence lies beside the program.',
  offline: 'It asks nothing of any network, sends nothing to anybody, and looks for no updates.',
  madeOf: (count: number) => `It is built on ${digits(count)} packages of others`,
  packages: 'Packages and their licences',
}

import { digits } from './digits.ts'

/** What the window says about Holdfast. */
export const about = {
  title: 'About Holdfast',
  open: 'About Holdfast…',
  done: 'Done',
  version: (version: string) =>
    `Holdfast ${version}, an offline archive for statements, videos and citations.`,
  licence:
    'Free software under the GNU Affero General Public License, version 3 or later (AGPL-3.0-or-later). You may use, study, share and change it; anyone who receives a copy, changed or not, or uses one over a network, is entitled to its source. It comes without any warranty. The text of the licence is included with the program.',
  offline: 'It makes no network connections, sends nothing to anybody, and does not check for updates.',
  madeOf: (count: number) => `Built with ${digits(count)} open-source packages`,
  packages: 'Packages and their licences',
}

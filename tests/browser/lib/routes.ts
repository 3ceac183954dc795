// Every page of the citizen's side, in each of its states: the one list that html.spec.ts checks. A new page is a line
// here. `{case}` and the like are filled in from the walk's world (lib/world.ts).
export type Who = 'nobody' | 'citizen' | 'newcomer';

export interface Route {
  /** For the report and the file's name. */
  name: string;
  path: string;
  /** Nobody is signed in where it is left out. `citizen` has cases, a draft and messages; `newcomer` has nothing. */
  as?: Who;
  /** A form that is sent there: the page that comes back is looked at. */
  send?: Record<string, string>;
  /** 200 where it is left out, 422 where something is sent. */
  status?: number;
}

export const ITEM = '000131001001';

export const ROUTES: Route[] = [
  { name: 'home', path: '/' },
  { name: 'home-citizen', path: '/', as: 'citizen' },
  { name: 'home-newcomer', path: '/', as: 'newcomer' },
  { name: 'about', path: '/about' },
  { name: 'search-empty', path: '/search' },
  { name: 'search', path: '/search?q=%E8%AE%B8%E5%8F%AF' },
  { name: 'search-none', path: '/search?q=qqzzxx' },
  { name: 'guide', path: `/items/${ITEM}` },
  { name: 'guide-citizen', path: `/items/${ITEM}`, as: 'citizen' },
  { name: 'life-events', path: '/life-events' },
  { name: 'life-event', path: '/life-events/newborn' },
  { name: 'division', path: '/division' },
  { name: 'division-prefecture', path: '/division?in=620100' },
  { name: 'situation', path: `/items/${ITEM}/situation` },
  { name: 'situation-refused', path: `/items/${ITEM}/situation?asked=has-agent`, status: 422 },
  { name: 'needs', path: `/items/${ITEM}/situation?has-agent=yes` },
  { name: 'paper-form', path: `/items/${ITEM}/form` },
  { name: 'paper-sample', path: `/items/${ITEM}/form/sample` },
  { name: 'privacy', path: '/privacy' },
  { name: 'open', path: '/open' },
  { name: 'open-item', path: `/open/items/${ITEM}` },
  { name: 'open-agency', path: '/open/agencies/620102-market-supervision' },
  { name: 'open-datasets', path: '/open/datasets' },
  { name: 'not-found', path: '/items/0', status: 404 },

  { name: 'session', path: '/session' },
  { name: 'session-refused', path: '/session', send: { login: '', password: '' } },
  { name: 'registration', path: '/registration' },
  { name: 'registration-person', path: '/registration/person' },
  { name: 'registration-person-refused', path: '/registration/person', send: { name: '' } },
  { name: 'registration-organisation', path: '/registration/organisation' },
  { name: 'registration-organisation-refused', path: '/registration/organisation', send: { name: '' } },
  { name: 'password-reset', path: '/password-reset' },
  { name: 'password-reset-refused', path: '/password-reset', send: { contact: '' } },
  { name: 'track', path: '/track' },
  { name: 'track-refused', path: '/track', send: { number: '', code: '' } },
  { name: 'track-unknown', path: '/track', send: { number: '1', code: '2' }, status: 404 },
  { name: 'verify', path: '/verify' },
  { name: 'verify-refused', path: '/verify', send: { code: '' } },
  { name: 'verify-unknown', path: '/verify', send: { code: 'x' }, status: 404 },

  { name: 'start', path: `/items/${ITEM}/application`, as: 'citizen' },
  { name: 'drafts', path: '/applications', as: 'citizen' },
  { name: 'drafts-none', path: '/applications', as: 'newcomer' },
  { name: 'draft-removal', path: '{draft}/removal', as: 'citizen' },
  { name: 'draft-page', path: '{draft}/pages/applicant', as: 'citizen' },
  { name: 'draft-page-refused', path: '{draft}/pages/applicant', as: 'citizen', send: { version: '{version}' } },
  { name: 'draft-materials', path: '{draft}/materials', as: 'citizen' },
  { name: 'draft-material', path: '{draft}/materials/layout-and-process', as: 'citizen' },
  { name: 'draft-answers', path: '{draft}/answers', as: 'citizen' },

  { name: 'receipt', path: '{receipt}', as: 'citizen' },

  { name: 'cases', path: '/cases', as: 'citizen' },
  { name: 'cases-none', path: '/cases', as: 'newcomer' },
  { name: 'case', path: '/cases/{case}', as: 'citizen' },
  { name: 'case-not-theirs', path: '/cases/{case}', as: 'newcomer', status: 404 },
  { name: 'case-not-yet', path: '/cases/{case}/rating', as: 'citizen', status: 409 },
  { name: 'enquiry', path: '/cases/{case}/enquiry', as: 'citizen' },
  { name: 'enquiry-refused', path: '/cases/{case}/enquiry', as: 'citizen', send: { text: '' } },
  { name: 'complaint', path: '/cases/{case}/complaint', as: 'citizen' },
  { name: 'complaint-refused', path: '/cases/{case}/complaint', as: 'citizen', send: { text: '' } },
  { name: 'withdrawal', path: '/cases/{case}/withdrawal', as: 'citizen' },
  { name: 'withdrawal-refused', path: '/cases/{case}/withdrawal', as: 'citizen', send: { reason: '长'.repeat(501) } },

  { name: 'messages', path: '/messages', as: 'citizen' },
  { name: 'messages-none', path: '/messages', as: 'newcomer' },
  { name: 'message', path: '/messages/{message}', as: 'citizen' },
  { name: 'account', path: '/account', as: 'citizen' },
  { name: 'profile', path: '/account/profile', as: 'citizen' },
  { name: 'credentials', path: '/account/credentials', as: 'citizen' },
  { name: 'credentials-refused', path: '/account/password', as: 'citizen', send: { old: '' } },
  { name: 'delegations-none', path: '/account/delegations', as: 'newcomer' },
  { name: 'delegation', path: '/account/delegations/agent', as: 'citizen' },
  { name: 'delegation-refused', path: '/account/delegations/agent', as: 'citizen', send: { name: '' } },
  { name: 'family', path: '/account/delegations/family', as: 'citizen' },
  { name: 'representative', path: '/account/delegations/representative', as: 'citizen' },
  { name: 'representative-refused', path: '/account/delegations/representative', as: 'citizen', send: { code: '' } },
  { name: 'wallet', path: '/account/wallet', as: 'citizen' },
  { name: 'wallet-none', path: '/account/wallet', as: 'newcomer' },
  { name: 'data', path: '/account/data', as: 'citizen' },
  { name: 'data-refused', path: '/account/data', as: 'citizen', send: { password: '' } },
  { name: 'deletion-refused', path: '/account/deletion', as: 'citizen', send: { password: '' } },
  { name: 'message-choices', path: '/account/messages', as: 'citizen' },
  { name: 'message-choices-saved', path: '/account/messages?saved=yes', as: 'citizen' },
  { name: 'unsubscription', path: '{unsubscription}' },
];

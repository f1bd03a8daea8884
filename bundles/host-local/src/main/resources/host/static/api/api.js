// SPDX-License-Identifier: Apache-2.0
/** All calls to the host. A failure is thrown as a Problem, whose message is a sentence for the person. */

export class Problem extends Error {
  constructor(status, problem) {
    super([problem.title, problem.remedy].filter(Boolean).join(' '));
    this.status = status;
    this.code = problem.code ?? '';
    this.field = problem.field ?? '';
    this.detail = problem.detail ?? '';
  }
}

async function call(method, path, body) {
  const headers = { 'X-Passerelle': '1', 'Accept-Language': document.documentElement.lang };
  const file = body instanceof Blob;
  if (body !== undefined) {
    headers['Content-Type'] = file ? body.type : 'application/json';
  }
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined || file ? body : JSON.stringify(body),
    credentials: 'same-origin',
  });
  if (response.status === 401) {
    location.assign('/login?next=' + location.pathname);
  }
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => ({})));
  }
  return response.status === 204 ? undefined : response.json();
}

const segment = encodeURIComponent;

export const me = () => call('GET', '/host/api/me');
export const saveMe = (changes) => call('PUT', '/host/api/me', changes);
export const changePassword = (present, password) => call('PUT', '/host/api/password', { present, password });
export const signOut = () => call('POST', '/host/api/sign-out');
export const version = () => call('GET', '/host/api/version').then((answer) => answer.version);

export const users = () => call('GET', '/host/api/users').then((answer) => answer.users);
export const addUser = (user) => call('POST', '/host/api/users', user);

export const calendars = () => call('GET', '/host/api/calendars').then((answer) => answer.calendars);
export const addCalendar = (calendar) => call('POST', '/host/api/calendars', calendar);
export const saveCalendar = (id, calendar) => call('PUT', `/host/api/calendars/${segment(id)}`, calendar);
export const deleteCalendar = (id) => call('DELETE', `/host/api/calendars/${segment(id)}`);

export function occurrences(from, to) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return call('GET', `/host/api/events?from=${from}&to=${to}&zone=${segment(zone)}`);
}

const event = (at) => `/host/api/events/${segment(at.calendar)}/${segment(at.ref)}`;
export const readEvent = (at) => call('GET', event(at));
export const addEvent = (calendar, fields) => call('POST', `/host/api/events/${segment(calendar)}`, fields);
export const saveEvent = (at, fields) => call('PUT', event(at), fields);
export const deleteEvent = (at) => call('DELETE', `${event(at)}?revision=${segment(at.revision)}`);
export const saveOccurrence = (at, id, fields) => call('PUT', `${event(at)}/${segment(id)}`, fields);
export const cancelOccurrence = (at, id) =>
  call('DELETE', `${event(at)}/${segment(id)}?revision=${segment(at.revision)}`);

export const contacts = () => call('GET', '/host/api/contacts');
const contact = (at) => `/host/api/contacts/${segment(at.book)}/${segment(at.ref)}`;
export const addContact = (fields) => call('POST', '/host/api/contacts', fields);
export const saveContact = (at, fields) => call('PUT', contact(at), { ...fields, revision: at.revision });
export const deleteContact = (at) => call('DELETE', `${contact(at)}?revision=${segment(at.revision)}`);

const photo = (at) => `${contact(at)}/photo?revision=${segment(at.revision)}`;
export const photoAddress = photo;
export const savePhoto = (at, picture) => call('PUT', photo(at), picture);
export const deletePhoto = (at) => call('DELETE', photo(at));

export const exportAddress = (collection) => `/host/api/export/${segment(collection)}`;

/**
 * Sends a file of events or contacts. XMLHttpRequest, because fetch tells nothing about the progress of an upload.
 * `progress` is told { sent, total } and later { done }.
 */
export function importFile(collection, file, progress, type = 'text/calendar') {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let read = 0;
    const lines = () => {
      const end = request.responseText.lastIndexOf('\n') + 1;
      const fresh = request.responseText.slice(read, end).split('\n').filter(Boolean).map(JSON.parse);
      read = end;
      return fresh;
    };
    request.open('POST', `/host/api/import/${segment(collection)}`);
    request.setRequestHeader('Content-Type', type);
    request.setRequestHeader('X-Passerelle', '1');
    request.setRequestHeader('Accept-Language', document.documentElement.lang);
    request.upload.addEventListener('progress', (e) => progress({ sent: e.loaded, total: e.total }));
    request.addEventListener('progress', () => {
      if (request.status === 200) {
        lines().forEach((line) => take(line));
      }
    });
    let outcome;
    const take = (line) => {
      if ('done' in line) {
        progress({ done: line.done });
      } else {
        outcome = line;
      }
    };
    request.addEventListener('load', () => {
      if (request.status !== 200) {
        let problem = {};
        try {
          problem = JSON.parse(request.responseText);
        } catch {
          problem = {};
        }
        reject(new Problem(request.status, problem));
        return;
      }
      lines().forEach((line) => take(line));
      if (outcome?.result) {
        resolve(outcome.result);
      } else {
        reject(new Problem(400, { code: outcome?.failed ?? 'INTERRUPTED' }));
      }
    });
    request.addEventListener('error', () => reject(new Problem(0, { code: 'INTERRUPTED' })));
    request.send(file);
  });
}

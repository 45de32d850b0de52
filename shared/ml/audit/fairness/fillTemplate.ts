import { CodedError } from '../../../base/errors';
import type { IdentityForms } from './identityForms';

/**
 * `template` with the name of `identity` in its slots. A slot is a form in braces: English `{people}`, `{person}`,
 * `{a person}` with its article; Russian `{person}` and `{people}` in the nominative, `{of people}` in the genitive
 * (which
 * is the accusative too), `{to people}` in the dative, `{by people}` in the instrumental. A slot that begins with a
 * capital is filled with a capitalised word.
 * @throws CodedError `argument-invalid` for a slot that the name has no form for.
 */
export function fillTemplate(template: string, identity: IdentityForms): string {
  return template.replace(/\{([^}]+)\}/g, (_, slot: string) => {
    const form = identity.forms.get(slot.charAt(0).toLowerCase() + slot.slice(1));
    if (form === undefined) {
      throw new CodedError('argument-invalid', {
        argument: 'template',
        got: template,
        expected: [...identity.forms.keys()].join(', '),
      });
    }
    const capital = slot.charAt(0) !== slot.charAt(0).toLowerCase();
    return capital ? form.charAt(0).toUpperCase() + form.slice(1) : form;
  });
}

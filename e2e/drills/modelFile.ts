import { encodeModel } from '../../shared/ml/model/encode';
import { smallModel } from '../../shared/testing/models';

/** A model that does not come with the app, as a file that a person would choose. */
export function smallModelFile(): Buffer {
  return Buffer.from(encodeModel(smallModel()));
}

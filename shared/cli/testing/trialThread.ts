import { servePort } from '../servePort';
import { trialKernels } from './trialKernels';

servePort(trialKernels);

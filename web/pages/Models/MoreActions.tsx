import { useNavigate } from '@solidjs/router';
import { Button } from '../../components/Button';
import { Menu } from '../../components/Menu';
import { fileName, saveFile } from '../../components/saveFile';
import { t } from '../../i18n';
import { type ExportKind, exportModelAs, type ModelRecord } from '../../stores/models';
import { showToast } from '../../stores/toasts';
import { setForm } from '../../stores/trainForm/trainForm';
import { modelName } from './describe';

const EXTENSIONS = { 'sklearn-json': 'json', module: 'mjs', script: 'js' } as const;

/** What is done with a model now and then: files for other programs, its settings for another training. */
export function MoreActions(props: { model: ModelRecord; onFailure: (error: unknown) => void }) {
  const navigate = useNavigate();
  const words = () => t().models.list;

  const save = async (kind: ExportKind) => {
    try {
      const { file, leftOut } = await exportModelAs(props.model.id, kind);
      saveFile(file, fileName(modelName(props.model), EXTENSIONS[kind]));
      for (const part of leftOut) showToast(() => words().leftOut[part]);
    } catch (error) {
      props.onFailure(error);
    }
  };

  /** The labels are left to the data that is chosen there. */
  const duplicate = () => {
    const { model } = props;
    setForm({ ...props.model.manifest.spec, label: null });
    navigate('/train');
    showToast(() => words().duplicated(modelName(model)));
  };

  return (
    <Menu label={words().more}>
      {(close) => {
        const closing = (run: () => unknown) => () => {
          close();
          void run();
        };
        return (
          <>
            <Button kind="ghost" onClick={closing(duplicate)}>
              {words().duplicate}
            </Button>
            <Button kind="ghost" onClick={closing(() => save('sklearn-json'))}>
              {words().sklearn}
            </Button>
            <Button kind="ghost" onClick={closing(() => save('module'))}>
              {words().script}
            </Button>
          </>
        );
      }}
    </Menu>
  );
}

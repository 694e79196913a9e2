export function actionSet(node, context) {
  const bar = context.actions(node.actions, `${context.pointer}/actions`);
  bar.classList.add('ac-action-set');
  return bar;
}

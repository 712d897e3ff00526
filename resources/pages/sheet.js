'use strict';
const buttons = Array.from(document.querySelectorAll('button[data-copy]'));
const state = document.getElementById('state');

function copyOld(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.appendChild(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    return copyOld(text);
  }
}

async function onCopy(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!await copy(source.textContent)) {
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    state.textContent = '已选中，请按 Ctrl+C · Selected: press Ctrl+C';
    return;
  }
  button.classList.add('done');
  if (button.closest('.field')) {
    button.closest('.field').classList.add('done');
    button.firstChild.textContent = '已复制 ✓';
  }
  const done = buttons.filter(b => b.classList.contains('done')).length;
  state.textContent = '已复制 ' + done + ' / ' + buttons.length + ' · Copied';
  const next = buttons[buttons.indexOf(button) + 1];
  if (next) {
    next.focus();
  }
}

for (const button of buttons) {
  button.addEventListener('click', () => onCopy(button));
}

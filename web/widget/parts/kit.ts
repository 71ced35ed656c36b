import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Fragment, jsx, jsxs } from 'preact/jsx-runtime';
import { mayPass, NoAnswer, Refusal } from '../../shared/call.ts';
import { plainName } from '../../shared/display-text.ts';
import { IconShape } from '../../shared/icon.tsx';
import { clipIcon, closeIcon, mailIcon, plusIcon } from '../../shared/icons.ts';
import { authorName } from '../author-name.ts';
import { createStore, useStore } from '../store.ts';
import { addStyle } from '../styles.ts';
import { useWords } from '../words.ts';

/**
 * What the parts use of the panel. A part imports it like any other code; scripts/build-widget.ts leaves it out of the part's
 * file and has it handed over instead, so that it is loaded once and its state is shared. The build fails when a part uses
 * something of these modules that is not in here.
 */
export const kit = [
  Fragment,
  IconShape,
  NoAnswer,
  Refusal,
  addStyle,
  authorName,
  clipIcon,
  closeIcon,
  createStore,
  jsx,
  jsxs,
  mailIcon,
  mayPass,
  plainName,
  plusIcon,
  useEffect,
  useId,
  useRef,
  useState,
  useStore,
  useWords,
] as const;

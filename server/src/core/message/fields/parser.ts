// The shape of a field grammar's parser.

import type { EncodedWordPlaces } from '../../registry/headerFields/index.ts';
import type { Scanner } from '../scanner.ts';

/**
 * Reads a field's value from the scanner's position to its end and writes one node with its leaves. It never
 * throws and never looks beyond `scanner.end`; faults go to `scanner.fault`. What it leaves unread becomes junk.
 * @param words where RFC 2047 lets encoded-words stand in this grammar.
 */
export type FieldParser = (scanner: Scanner, words: EncodedWordPlaces) => void;

# SPDX-License-Identifier: Apache-2.0
"""Writes the same records as JSON Lines, Parquet and Arrow.

    python make.py FOLDER

Written with pyarrow 26.0.1 and polars 2.1.0. The file versions.txt in the folder names what was used.
"""

import json
import os
import random
import sys

import polars as pl
import pyarrow as pa
import pyarrow.compute
import pyarrow.ipc
import pyarrow.parquet as pq

ROWS = 60
WORDS = ['alpha', 'beta', 'gamma "quoted"', 'délta\n', 'ζ', '\\ back', '🎈', 'tab\t', '']


def ids(rng, most):
    return [rng.randrange(most) for _ in range(rng.randrange(0, 9))]


def text(rng):
    return ' '.join(rng.choice(WORDS) for _ in range(rng.randrange(0, 6)))


def maybe(rng, value):
    return None if rng.random() < 0.15 else value


def tokens(rng, row):
    reference = ids(rng, 200_000)
    prediction = list(reference) if rng.random() < 0.4 else ids(rng, 200_000)
    return {
        'id': row,
        'prediction': maybe(rng, prediction),
        'reference': maybe(rng, reference),
        'logprobs': maybe(rng, [-rng.randrange(1, 4096) / 256 for _ in prediction]),
        'model': maybe(rng, rng.choice(['small', 'large'])),
        'step': rng.randrange(3),
        'warm': maybe(rng, rng.random() < 0.5),
        'unused': [[maybe(rng, 'x')]],
    }


def texts(rng, row):
    reference = text(rng)
    return {
        'id': 'item ' + str(row),
        'prediction': maybe(rng, reference if rng.random() < 0.4 else text(rng)),
        'reference': maybe(rng, [reference] + [text(rng) for _ in range(rng.randrange(3))]),
        'model': rng.choice(['small', 'large']),
    }


def nested(rng, row):
    reference = ids(rng, 50_000)
    prediction = list(reference) if rng.random() < 0.4 else ids(rng, 50_000)
    response = {
        'output_tokens': [prediction, ids(rng, 9)],
        'logprobs': maybe(rng, [None] + [-rng.randrange(1, 4096) / 256 for _ in prediction]),
    }
    if rng.random() < 0.15:
        response['logprobs'] = [-1.5, -9999.0]
    return {
        'doc': maybe(rng, {'gold': reference, 'query': text(rng)}),
        'model_response': maybe(rng, response),
        'params': 1.5 * rng.randrange(1, 4),
    }


def choices(rng, row):
    count = rng.randrange(2, 5)
    return {
        'id': str(row),
        'choices': [
            {'logprob': -rng.randrange(1, 4096) / 256, 'text': maybe(rng, text(rng)), 'tokens': rng.randrange(1, 9)}
            for _ in range(count)
        ],
        'gold': rng.randrange(count),
    }


def schema(name, large, view=False):
    string = pa.large_string() if large else pa.string_view() if view else pa.string()
    lists = pa.large_list if large else pa.list_
    number = pa.int64() if large else pa.int32()
    real = pa.float64() if large else pa.float32()
    return {
        'tokens': pa.schema([
            ('id', pa.int64()), ('prediction', lists(number)), ('reference', lists(number)), ('logprobs', lists(real)),
            ('model', string), ('step', pa.uint8() if large else pa.int16()), ('warm', pa.bool_()),
            ('unused', lists(lists(string)))]),
        'texts': pa.schema([
            ('id', string), ('prediction', string), ('reference', lists(string)), ('model', string)]),
        'nested': pa.schema([
            ('doc', pa.struct([('gold', lists(number)), ('query', string)])),
            ('model_response', pa.struct([('output_tokens', lists(lists(number))), ('logprobs', lists(real))])),
            ('params', pa.float64())]),
        'choices': pa.schema([
            ('id', string),
            ('choices', lists(pa.struct([('logprob', real), ('text', string), ('tokens', number)]))),
            ('gold', number)]),
    }[name]


def encode(table, column):
    index = table.schema.get_field_index(column)
    return table.set_column(index, column, table[column].combine_chunks().dictionary_encode())


def parquet(folder, name, records):
    small = pa.Table.from_pylist(records, schema(name, False))
    large = pa.Table.from_pylist(records, schema(name, True))

    def write(table, variant, **options):
        pq.write_table(table, os.path.join(folder, f'{name}-{variant}.parquet'), row_group_size=25, **options)

    write(small, 'snappy', compression='snappy')
    write(small, 'plain', compression='none', use_dictionary=False)
    write(small, 'zstd-v2', compression='zstd', data_page_version='2.0')
    write(large, 'large-gzip', compression='gzip')
    write(large, 'large-lz4', compression='lz4', data_page_size=64)
    write(small, 'legacy', compression='none', use_compliant_nested_type=False)
    if name == 'tokens':
        write(encode(small, 'model'), 'dictionary', compression='zstd')
        write(small, 'delta', compression='none', use_dictionary=False,
              column_encoding={'id': 'DELTA_BINARY_PACKED', 'prediction.list.element': 'DELTA_BINARY_PACKED',
                               'model': 'DELTA_BYTE_ARRAY', 'logprobs.list.element': 'BYTE_STREAM_SPLIT'})
    frame = pl.from_arrow(small)
    frame.write_parquet(os.path.join(folder, f'{name}-polars.parquet'), row_group_size=25)


def arrow(folder, name, records):
    small = pa.Table.from_pylist(records, schema(name, False))
    large = pa.Table.from_pylist(records, schema(name, True))

    def write(table, variant, stream=False, compression=None):
        path = os.path.join(folder, f'{name}-{variant}.' + ('arrows' if stream else 'arrow'))
        options = pa.ipc.IpcWriteOptions(compression=compression, emit_dictionary_deltas=stream)
        make = pa.ipc.new_stream if stream else pa.ipc.new_file
        with pa.OSFile(path, 'wb') as sink, make(sink, table.schema, options=options) as writer:
            writer.write_table(table, max_chunksize=25)

    write(small, 'file')
    write(small, 'stream', stream=True)
    write(large, 'large-lz4', compression='lz4')
    write(large, 'large-zstd-stream', stream=True, compression='zstd')
    write(pa.Table.from_pylist(records, schema(name, False, view=True)), 'view')
    if name == 'tokens':
        write(encode(small, 'model'), 'dictionary')
        write(encode(small, 'model'), 'dictionary-stream', stream=True)
        runs = pa.compute.run_end_encode(small['step'].combine_chunks())
        write(small.set_column(small.schema.get_field_index('step'), 'step', runs), 'runs')
    frame = pl.from_arrow(small)
    frame.write_ipc(os.path.join(folder, f'{name}-polars.arrow'), compression='zstd')


def main(folder):
    os.makedirs(folder, exist_ok=True)
    for number, make in enumerate([tokens, texts, nested, choices]):
        rng = random.Random(number)
        records = [make(rng, row) for row in range(ROWS)]
        with open(os.path.join(folder, make.__name__ + '.jsonl'), 'w', encoding='utf-8') as out:
            for record in records:
                out.write(json.dumps(record, ensure_ascii=False) + '\n')
        parquet(folder, make.__name__, records)
        arrow(folder, make.__name__, records)
    with open(os.path.join(folder, 'versions.txt'), 'w', encoding='utf-8') as out:
        out.write(f'pyarrow {pa.__version__}\npolars {pl.__version__}\n')


if __name__ == '__main__':
    main(sys.argv[1])

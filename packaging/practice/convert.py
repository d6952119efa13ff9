"""Put trained models into the formats the program loads: CTranslate2, faster-whisper, Argos.

python convert.py speech WORK_FOLDER OUTPUT_FOLDER
python convert.py translation TRAINED_FOLDER SOURCE TARGET OUTPUT_FOLDER
"""

import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from ctranslate2.converters import utils
from ctranslate2.specs import attention_spec, common_spec, transformer_spec, whisper_spec
from faster_whisper.tokenizer import Tokenizer as WhisperTokenizer
from sentencepiece import SentencePieceProcessor
from torch import nn

import speech_model
import translation_model
from layers import Attention, Layer
from tokenizer import Pieces

LayerSpec = transformer_spec.TransformerEncoderLayerSpec | transformer_spec.TransformerDecoderLayerSpec

QUANTIZATION = "int8"
NEVER = -1e4
LANGUAGE_NAMES = {"en": "English", "de": "German", "nl": "Dutch"}
EXTRACTOR = {
    "feature_size": speech_model.BANDS,
    "sampling_rate": 16000,
    "hop_length": 160,
    "chunk_length": 30,
    "n_fft": 400,
}
FIXED_DATE = (2026, 1, 1, 0, 0, 0)
"""The time written into packages, so that equal content gives equal files."""
PACKAGE_README = """\
Practice package, {source} to {target}.

It knows only the small practice language of the Souffleur project: sentences about a
cultural venue.  It was trained from nothing by the project's own scripts and is of no use
for any other text.  Licence: Apache-2.0.
"""


def convert_speech(work: Path, output: Path) -> None:
    """Write the trained speech model as a folder that faster-whisper loads."""
    model = speech_model.load(work / "speech.pt")
    pieces = Pieces(work / "tokenizer.json")
    shape = model.shape
    spec = whisper_spec.WhisperSpec(shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads)
    _fill_encoder(spec.encoder, model)
    _fill_decoder(spec.decoder, model, empty=shape.text_size)
    _configure(spec, pieces, shape)
    spec.validate()
    spec.optimize(quantization=QUANTIZATION)
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    spec.save(str(output))
    shutil.copy(work / "tokenizer.json", output)
    (output / "preprocessor_config.json").write_text(json.dumps(EXTRACTOR, indent=1) + "\n")


def convert_translation(trained: Path, source: str, target: str, output: Path) -> Path:
    """Write the trained translation model as an Argos package and return its path."""
    name = f"translate-{source}_{target}-1_0"
    package = output / f"{name}.argosmodel"
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / name
        (root / "model").mkdir(parents=True)
        _save_translation(trained, root)
        _describe(root, source, target)
        _pack(root, package)
    return package


def _fill_encoder(spec: whisper_spec.WhisperEncoderSpec, model: speech_model.SpeechModel) -> None:
    for ours, theirs in ((model.stem, spec.conv1), (model.halve, spec.conv2)):
        theirs.weight, theirs.bias = _array(ours.weight), _array(ours.bias)
    spec.position_encodings.encodings = _array(model.positions)
    _fill_norm(spec.layer_norm, model.encoder_norm)
    _fill_layers(spec.layer, model.encoder, reads_memory=False)


def _fill_decoder(spec: transformer_spec.TransformerDecoderSpec, model: speech_model.SpeechModel, empty: int) -> None:
    table = _array(model.table())
    table[empty] = 0
    bias = np.zeros(len(table), np.float32)
    bias[empty] = NEVER
    spec.embeddings.weight = table
    spec.projection.weight, spec.projection.bias = table, bias
    spec.scale_embeddings = False
    spec.position_encodings.encodings = _array(model.text_positions)
    _fill_norm(spec.layer_norm, model.decoder_norm)
    _fill_layers(spec.layer, model.decoder, reads_memory=True)


def _configure(spec: whisper_spec.WhisperSpec, pieces: Pieces, shape: speech_model.Shape) -> None:
    """Set the vocabulary and what faster-whisper reads from `config.json`."""
    tokens = [pieces.tokenizer.id_to_token(number) for number in range(pieces.size)]
    tokens[shape.text_size] = ""
    spec.register_vocabulary(tokens)
    whisper = WhisperTokenizer(pieces.tokenizer, True, "transcribe", "en")
    tasks = ("startoftranscript", "translate", "transcribe", "startoflm", "startofprev")
    specials = [pieces.tokenizer.token_to_id(f"<|{task}|>") for task in tasks]
    spec.config.suppress_ids = [*whisper.non_speech_tokens, *specials, pieces.no_speech]
    spec.config.suppress_ids_begin = [pieces.tokenizer.token_to_id("Ġ"), pieces.end]
    spec.config.lang_ids = list(pieces.languages.values())
    spec.config.alignment_heads = [
        (layer, head) for layer in range(shape.decoder_layers) for head in range(speech_model.SUPERVISED_HEADS)
    ]


def _save_translation(trained: Path, root: Path) -> None:
    model = translation_model.load(trained / "weights.pt")
    shape = model.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.layers, shape.layers),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.GELU,
    )
    embedding, positions = _array(model.embedding), _array(model.positions)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = spec.decoder.projection.weight = embedding
    for side, layers, norm in (
        (spec.encoder, model.encoder, model.encoder_norm),
        (spec.decoder, model.decoder, model.decoder_norm),
    ):
        side.scale_embeddings = True
        side.position_encodings.encodings = positions
        _fill_norm(side.layer_norm, norm)
        _fill_layers(side.layer, layers, reads_memory=side is spec.decoder)
    pieces = SentencePieceProcessor(model_file=str(trained / "sentencepiece.model"))
    tokens = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = tokens[translation_model.START]
    spec.validate()
    spec.optimize(quantization=QUANTIZATION)
    spec.save(str(root / "model"))
    shutil.copy(trained / "sentencepiece.model", root)


def _describe(root: Path, source: str, target: str) -> None:
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.5",
        "from_code": source,
        "from_name": LANGUAGE_NAMES[source],
        "to_code": target,
        "to_name": LANGUAGE_NAMES[target],
        "links": [],
        "type": "translate",
    }
    (root / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n")
    names = {"source": LANGUAGE_NAMES[source], "target": LANGUAGE_NAMES[target]}
    (root / "README.md").write_text(PACKAGE_README.format(**names))


def _pack(root: Path, package: Path) -> None:
    package.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(package, "w") as archive:
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(str(path.relative_to(root.parent)), FIXED_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes())


def _fill_layers(specs: Sequence[LayerSpec], layers: nn.ModuleList, *, reads_memory: bool) -> None:
    for spec, layer in zip(specs, layers, strict=True):
        _fill_layer(spec, layer, reads_memory=reads_memory)


def _fill_layer(spec: LayerSpec, layer: Layer, *, reads_memory: bool) -> None:
    _fill_attention(spec.self_attention, layer.attention, is_self=True)
    _fill_norm(spec.self_attention.layer_norm, layer.attention_norm)
    if reads_memory:
        _fill_attention(spec.attention, layer.memory_attention, is_self=False)
        _fill_norm(spec.attention.layer_norm, layer.memory_norm)
    _fill_linear(spec.ffn.linear_0, layer.widen)
    _fill_linear(spec.ffn.linear_1, layer.narrow)
    _fill_norm(spec.ffn.layer_norm, layer.feed_norm)


def _fill_attention(spec: attention_spec.MultiHeadAttentionSpec, attention: Attention, *, is_self: bool) -> None:
    """Fuse query, key and value as CTranslate2 keeps them."""
    parts = [common_spec.LinearSpec() for _ in range(3)]
    ours = (attention.query, attention.key, attention.value)
    for part, linear in zip(parts, ours, strict=True):
        _fill_linear(part, linear)
    if is_self:
        utils.fuse_linear(spec.linear[0], parts)
    else:
        utils.fuse_linear(spec.linear[0], parts[:1])
        utils.fuse_linear(spec.linear[1], parts[1:])
    _fill_linear(spec.linear[-1], attention.out)


def _fill_linear(spec: common_spec.LinearSpec, linear: nn.Linear) -> None:
    spec.weight = _array(linear.weight)
    if linear.bias is not None:
        spec.bias = _array(linear.bias)


def _fill_norm(spec: common_spec.LayerNormSpec, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(norm.weight), _array(norm.bias)


def _array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().float().contiguous().numpy().copy()


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    if kind == "speech":
        convert_speech(Path(rest[0]), Path(rest[1]))
    else:
        convert_translation(Path(rest[0]), rest[1], rest[2], Path(rest[3]))

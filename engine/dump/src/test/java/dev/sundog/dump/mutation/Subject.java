// SPDX-License-Identifier: Apache-2.0
package dev.sundog.dump.mutation;

import dev.sundog.dump.spec.DumpSpec;
import dev.sundog.dump.spec.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A format of texts or ids under test.
 *
 * @param name its name, and what is special
 * @param spec how it is read; a reference that begins with a percent sign is the content of a file
 * @param sound a sound file, which is mutated
 * @param readings what an independent reader reads of a mutant; null if it can't
 */
record Subject(
    String name, DumpSpec spec, String sound, Function<String, @Nullable List<Reading>> readings) {
  private static final JsonReadings.RecordReading PLAIN =
      JsonReadings.at("/prediction", "/reference");

  private static final String ONE =
      "{\"id\":\"a\",\"prediction\":[1,2,3],\"reference\":[1,2,4],\"note\":{\"x\":[1,{\"y\":null}]}}";
  private static final String TWO =
      "{\"reference\":[\"two words\",\"other\"],\"id\":7,\"prediction\":\"two \\u0077ords\"}";
  private static final String THREE =
      "{\"prediction\":null,\"reference\":\"caf\u00e9 \ud83d\ude00 x\"}";

  @Override
  public String toString() {
    return name;
  }

  /** All of them. */
  static List<Subject> all() {
    return List.of(
        new Subject(
            "jsonl",
            format("jsonl"),
            ONE + "\n" + TWO + "\n" + THREE + "\n",
            file -> JsonReadings.lines(file, PLAIN)),
        new Subject(
            "json array",
            format("json"),
            "[" + ONE + ",\n " + TWO + ", " + THREE + "]\n",
            file ->
                file.strip().startsWith("[")
                    ? JsonReadings.elements(file, "", PLAIN)
                    : JsonReadings.values(file, PLAIN)),
        new Subject(
            "json records",
            format("json").with(Field.RECORDS, "out.rows"),
            "{\"meta\":[1,{\"k\":\"]\"}],\"out\":{\"n\":2,\"rows\":["
                + ONE
                + ","
                + TWO
                + "]},\"end\":true}",
            file -> JsonReadings.elements(file, "/out/rows", PLAIN)),
        new Subject(
            "json values",
            format("json"),
            ONE + TWO.replace(",", ",\n ") + "\n" + THREE,
            file ->
                file.strip().startsWith("[")
                    ? JsonReadings.elements(file, "", PLAIN)
                    : JsonReadings.values(file, PLAIN)),
        new Subject(
            "vllm",
            format("vllm"),
            """
            {"request_id":"0","prompt_logprobs":null,"outputs":[{"index":0,"text":"a b"},{"text":"c"}],"reference":"a b"}
            {"request_id":"1","outputs":[{"text":"x"}],"reference":"y z"}
            """,
            file -> JsonReadings.lines(file, JsonReadings.at("/outputs/0/text", "/reference"))),
        new Subject(
            "openai-batch",
            format("openai-batch"),
            """
            {"custom_id":"a","reference":"yes sir","response":{"body":{"choices":[{"message":{"content":"yes"}}]}},"error":null}
            {"custom_id":"b","reference":"no","response":null,"error":{"code":"expired"}}
            """,
            file -> JsonReadings.lines(file, Subject::batch)),
        new Subject(
            "csv",
            format("csv"),
            "id,prediction,reference\n"
                + "a,one two,one three\n"
                + "\"b\",\"two, \"\"words\"\"\",two\n"
                + "c,,x\n",
            file -> LineReadings.table(file, ',')),
        new Subject(
            "tsv",
            format("tsv"),
            "prediction\treference\na b\ta c\n\"d\te\"\te\n",
            file -> LineReadings.table(file, '\t')),
        new Subject(
            "text",
            format("text").with(Field.REFERENCE, "%one two\nthree\n\nfour five six\n"),
            "one too\nthree\nx\nfour five\n",
            file -> LineReadings.text(file, "one two\nthree\n\nfour five six\n")),
        new Subject(
            "kaldi",
            format("kaldi").with(Field.REFERENCE, "%u1 one two\nu2 three\nu3\n"),
            "u3 x\nu1 one too\nu2 three\n",
            file ->
                LineReadings.joined(file, "u1 one two\nu2 three\nu3\n", LineReadings.KALDI, false)),
        new Subject(
            "trn",
            format("trn").with(Field.REFERENCE, "%one two (u1)\nthree (u2)\n(u3)\n"),
            "x (u3)\none too (U1)\nthree (u2)\n",
            file ->
                LineReadings.joined(
                    file, "one two (u1)\nthree (u2)\n(u3)\n", LineReadings.TRN, true)),
        new Subject(
            "stm",
            format("stm").with(Field.REFERENCE, "%" + STM),
            "t 1 0.1 0.3 one\nt 1 2.4 0.5 x 0.5\nt 1 1.5 0.25 two\n;; c\nt 2 0 1 b\n",
            file -> LineReadings.timed(file, STM)),
        new Subject("lm-eval", format("lm-eval"), LM_EVAL, Subject::lmEval),
        new Subject("helm", format("helm"), HELM, Subject::helm),
        new Subject(
            "inspect",
            format("inspect"),
            """
            {"version":2,"eval":{"run_id":"r","task":"t","model":"m"},"samples":[
            {"id":"a","epoch":1,"target":"yes sir","messages":[{"x":1}],"output":{"choices":[{"message":{"content":"yes"}}],"completion":"yes"},"scores":{"match":{"value":"C"}}},
            {"id":2,"target":["b","c d"],"output":{"completion":"c e"},"scores":{"match":{"value":0.5}}}],"end":1}
            """,
            file -> JsonReadings.elements(file, "/samples", Subject::inspect)),
        new Subject(
            "gltr",
            format("gltr"),
            "{\"bpe_strings\":[\"a\"],\"result\":{\"real_topk\":[[0,0.5],[3,0.25],[0,0]],\"pred_topk\":[]}}",
            file -> JsonReadings.values(file, Subject::gltr)));
  }

  private static final String STM =
      "t 1 s 0 1.6 <o,f0> one two\nt 1 s 1.75 2.5 three\nt 1 s 3 4 four\nt 2 s 0 2 a b\n";

  private static final Pattern FILTER =
      Pattern.compile("\"filter\" ?: ?\"([^\"\\\\]*)\", ?\"metrics\" ?: ?\\[");
  private static final Reading OTHER_FILTER =
      new Reading(List.of("another filter"), List.of(), false);

  private static final String LM_EVAL =
      """
      {"doc_id":0,"doc":{"q":1},"target":"four","arguments":{"gen_args_0":{"arg_0":"q","arg_1":{}}},"resps":[["four x"]],"filtered_resps":["four"],"filter":"none","metrics":["exact_match"],"exact_match":1.0}
      {"doc_id":1,"doc":{"q":2},"target":"a b","arguments":{"gen_args_0":{"arg_0":"q","arg_1":{}}},"resps":[["a c"]],"filtered_resps":["a c"],"filter":"none","metrics":["exact_match"],"exact_match":0.0}
      """;

  private static final String HELM =
      """
      {"adapter_spec":{"method":"generation"},"request_states":[
      {"instance":{"input":{"text":"q"},"references":[{"output":{"text":"yes it is"},"tags":["correct"]},{"output":{"text":"no"},"tags":[]}],"id":"id1"},"request":{},"result":{"completions":[{"text":"yes","logprob":-1,"tokens":[]}]}},
      {"instance":{"input":{"text":"r"},"references":[{"output":{"text":"b"},"tags":["correct"]}],"id":"id2"},"request":{},"result":{"completions":[{"text":"b","logprob":-2,"tokens":[]}]}}]}
      """;

  private static DumpSpec format(String name) {
    return DumpSpec.DEFAULT.with(Field.FORMAT, name);
  }

  private static Reading batch(JsonNode record) {
    JsonNode choice = record.at("/response/body/choices/0");
    boolean chat = choice.has("message");
    return chat || !choice.has("text")
        ? JsonReadings.of(choice.at("/message/content"), record.at("/reference"))
        : Reading.UNKNOWN;
  }

  private static @Nullable List<Reading> lmEval(String file) {
    Matcher first = FILTER.matcher(file);
    String filter = first.find() ? first.group(1) : null;
    List<Reading> readings = JsonReadings.lines(file, record -> lmEval(record, filter));
    if (readings != null) {
      readings.removeIf(OTHER_FILTER::equals);
    }
    return readings;
  }

  private static Reading lmEval(JsonNode record, @Nullable String filter) {
    if (filter != null
        && !record.path("filter").isNull()
        && record.has("filter")
        && !record.path("filter").asString("").equals(filter)) {
      return OTHER_FILTER;
    }
    JsonNode target = record.path("target");
    JsonNode answer = record.path("filtered_resps").path(0);
    boolean plain =
        target.isString()
            && answer.isString()
            && !target.asString().startsWith("[")
            && !answer.asString().equals("[invalid]")
            && record.path("filtered_resps").size() == 1
            && record.path("arguments").path("gen_args_0").has("arg_1");
    return plain ? JsonReadings.of(answer, target) : Reading.UNKNOWN;
  }

  private static Reading inspect(JsonNode sample) {
    JsonNode completion = sample.at("/output/completion");
    JsonNode target = sample.path("target");
    boolean plain =
        completion.isString()
            && !completion.asString().isEmpty()
            && (target.isArray() ? !target.isEmpty() : target.isString());
    for (JsonNode one : target.isArray() ? target : List.of(target)) {
      plain &= one.isString() && !one.asString().isEmpty();
    }
    return plain ? JsonReadings.of(completion, target) : Reading.UNKNOWN;
  }

  private static @Nullable List<Reading> helm(String file) {
    return JsonReadings.elements(
        file,
        "/request_states",
        state -> {
          List<List<?>> references = new ArrayList<>();
          for (JsonNode reference : state.at("/instance/references")) {
            JsonNode tags = reference.path("tags");
            JsonNode text = reference.at("/output/text");
            if (!tags.isArray() || !text.isString()) {
              return Reading.UNKNOWN;
            }
            for (JsonNode tag : tags) {
              if (tag.asString("").equals("correct")) {
                references.add(Reading.words(text.asString()));
              }
            }
          }
          JsonNode text = state.at("/result/completions/0/text");
          return text.isString() && !references.isEmpty()
              ? new Reading(Reading.words(text.asString()), references, true)
              : Reading.UNKNOWN;
        });
  }

  private static Reading gltr(JsonNode document) {
    List<Integer> ranks = new ArrayList<>();
    List<Integer> zeros = new ArrayList<>();
    for (JsonNode pair : document.at("/result/real_topk")) {
      ranks.add(pair.path(0).asInt(-1));
      zeros.add(0);
    }
    return new Reading(ranks, List.of(zeros), true);
  }
}

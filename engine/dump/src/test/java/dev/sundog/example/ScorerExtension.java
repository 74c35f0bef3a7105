// SPDX-License-Identifier: Apache-2.0
package dev.sundog.example;

import dev.sundog.run.Scorer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that passes one scorer to all tests of a run, for tests of a model's outputs.
 * JUnit closes it after the last test.
 */
final class ScorerExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ScorerExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Scorer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Scorer.class, key -> Scorer.of("exact_match", "token_error_rate"), Scorer.class);
  }
}

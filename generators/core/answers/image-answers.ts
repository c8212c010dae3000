import * as z from 'zod';
import { choice, list, needed, text } from './fields.ts';
import { digestPattern, parseImage, registryPattern, repositoryPattern } from './image.ts';
import * as rule from './rules.ts';

export const pullPolicies = ['Always', 'IfNotPresent', 'Never'] as const;

/** An image, taken apart, or written as people write it. */
export const imageAnswers = () =>
  z
    .preprocess(
      imageFromReference,
      z.strictObject(
        {
          registry: text(
            { hint: 'Registry of the image.', example: 'registry.example.com' },
            rule.matches(registryPattern, 'a registry such as ghcr.io'),
          ),
          repository: text(
            { hint: 'Repository of the image in its registry.', example: 'acme/api' },
            rule.matches(repositoryPattern, 'a repository such as acme/api'),
          ),
          tag: text(
            {
              hint: 'Tag; may be a template such as "{{ .Chart.AppVersion }}-alpine".',
              example: '1.2.0',
            },
            imageTag,
          ),
          digest: text(
            { hint: 'Digest, sha256:...; wins over the tag.', example: `sha256:${'0'.repeat(64)}` },
            rule.matches(digestPattern, 'sha256: and 64 hexadecimal digits'),
          ),
          pullPolicy: choice('When the kubelet asks the registry.', pullPolicies, 'Always'),
          pullSecrets: list(
            "Secrets that hold the registry's credentials.",
            needed({ hint: 'Name of a Secret.', example: 'registry-credentials' }, rule.host),
          ),
        },
        { error: () => undefined },
      ),
    )
    .prefault({})
    .meta({
      description:
        'The image, such as ghcr.io/acme/api:1.2.0; by default a small public web server.',
      title: 'Image',
      first: true,
    });

function imageFromReference(given: unknown, context: z.RefinementCtx): unknown {
  if (typeof given !== 'string') return given;
  const parsed = parseImage(given);
  if (parsed.ok) return parsed.image;
  context.addIssue({ code: 'custom', message: parsed.fault });
  return z.NEVER;
}

function imageTag(value: string): string | undefined {
  if (value.includes('{{')) return rule.singleLine(value);
  return /^\w[\w.-]{0,127}$/.test(value) ? undefined : 'a tag such as 1.2.0, or a template';
}

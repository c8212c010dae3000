// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles and compose files write variables so
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseImage } from '../../generators/core/answers/image.ts';
import { chartName, portName, url, urlPath } from '../../generators/core/answers/rules.ts';
import { guess } from '../../generators/core/guess/guess.ts';
import type { Guesses, ProjectTexts } from '../../generators/core/guess/types.ts';
import { guessFrom } from '../../generators/shell/guess.ts';

const projects = join(import.meta.dirname, '../fixtures/projects');
const coreGuess = join(import.meta.dirname, '../../generators/core/guess');

const values = (guesses: Guesses): Record<string, unknown> =>
  Object.fromEntries(Object.entries(guesses).map(([key, { value }]) => [key, value]));
const guessValues = async (texts: ProjectTexts) => values(await guess(texts));
const ofDockerfile = (...lines: string[]) => guessValues({ Dockerfile: lines.join('\n') });
const ofCompose = (...lines: string[]) => guessValues({ 'compose.yaml': lines.join('\n') });

describe('fixture projects', () => {
  const names = readdirSync(projects);

  test('there are many', () => expect(names.length).toBeGreaterThanOrEqual(20));

  test.each(names)('%s', async (name) => {
    const expected = JSON.parse(readFileSync(join(projects, name, 'expected.json'), 'utf8'));
    const found = await guessFrom(join(projects, name));
    expect(found).toEqual(expected);
    expectAcceptable(found);
  });
});

/** What is guessed passes the rules of the answers, and says where it comes from. */
function expectAcceptable(found: Guesses): void {
  const { name, image, livePath, readyPath, metricsPath, home, sources, extraPorts } = found;
  if (name) expect(chartName(name.value)).toBeUndefined();
  if (image) expect(parseImage(image.value).ok).toBe(true);
  for (const path of [livePath, readyPath, metricsPath]) {
    if (path) expect(urlPath(path.value)).toBeUndefined();
  }
  for (const address of [home?.value, ...(sources?.value ?? [])]) {
    if (address) expect(url(address)).toBeUndefined();
  }
  for (const key of Object.keys(extraPorts?.value ?? {})) expect(portName(key)).toBeUndefined();
  for (const { from } of Object.values(found)) expect(from).toMatch(/^[\w./@-]+(, | \(|$)/);
}

describe('EXPOSE', () => {
  test.each<[string, string[], number | undefined]>([
    ['one', ['EXPOSE 8080'], 8080],
    ['below 1024', ['EXPOSE 80'], 80],
    ['of UDP only', ['EXPOSE 53/udp'], undefined],
    ['the first that speaks HTTP', ['EXPOSE 9999 8000 8080'], 8000],
    ['none that speaks HTTP', ['EXPOSE 5671 5672'], undefined],
    ['the same twice', ['EXPOSE 9000', 'EXPOSE 9000/tcp'], 9000],
    ['with the port in a variable', ['ENV PORT=4321', 'EXPOSE 9229 $PORT'], 4321],
    ['against the variable', ['ENV PORT=4321', 'EXPOSE 9229'], undefined],
    ['with a default', ['EXPOSE ${HTTP:-8085}'], 8085],
    ['with a default inside a default', ['EXPOSE ${A:-${B:-8086}}'], 8086],
    ['with an alternative', ['ARG A=1', 'EXPOSE ${A:+8087}'], 8087],
    ['with an argument that only the build knows', ['ARG A', 'EXPOSE $A'], undefined],
    ['with ENV over ARG', ['ARG P=1111', 'ENV P=2222', 'EXPOSE $P'], 2222],
    ['with the old form of ENV', ['ENV P 3333', 'EXPOSE ${P}'], 3333],
    ['a range', ['EXPOSE 7000-7010'], undefined],
    ['no number', ['EXPOSE http'], undefined],
    [
      'named by a variable',
      ['ARG ADMIN_PORT=1', 'ARG HTTP_PORT=2', 'EXPOSE $ADMIN_PORT $HTTP_PORT'],
      2,
    ],
    ['in a comment', ['# EXPOSE 1', 'RUN a && \\', '# EXPOSE 2 \\', '  b', 'EXPOSE 3'], 3],
    ['in a continuation', ['RUN echo \\', 'EXPOSE 1', 'EXPOSE \\', '  2'], 2],
    ['in a heredoc', ['COPY <<-"A" <<B /x/', 'EXPOSE 1', '\tA', 'EXPOSE 2', 'B', 'EXPOSE 3'], 3],
    ['after a here-string', ['RUN cat <<<EOF', 'EXPOSE 3'], 3],
  ])('%s', async (_, lines, port) => {
    const found = await ofDockerfile('FROM debian', ...lines);
    expect(found.port).toBe(port);
  });

  test('comes from the last stage and those below it', async () => {
    const found = await ofDockerfile(
      'ARG P=8000',
      'FROM a AS Base',
      'ARG P',
      'EXPOSE $P',
      'USER 11',
      'FROM b AS other',
      'EXPOSE 1234',
      'FROM base',
      'USER 12:34',
    );
    expect(found).toEqual({ port: 8000, userId: 12 });
  });

  test('an argument above the first FROM is none of a stage that does not name it', async () => {
    expect(await ofDockerfile('ARG P=8000', 'FROM a', 'EXPOSE $P')).toEqual({});
  });
});

describe('commands', () => {
  test.each<[string, number | undefined]>([
    ['CMD ["uvicorn", "a:b", "--port=8123"]', 8123],
    ['CMD ["sh", "-c", "exec gunicorn -b :8124 a:b"]', 8124],
    ['CMD gunicorn --bind unix:/run/a.sock a:b', undefined],
    ['CMD exec uvicorn a:b --port $PORT', undefined],
    ['CMD exec uvicorn a:b --port ${PORT:-8125}', 8125],
    ['CMD ["python", "-m", "http.server", "8126"]', 8126],
    ['CMD python manage.py migrate && python manage.py runserver 0.0.0.0:8127', 8127],
    ['CMD ["java", "-Dserver.port=8128", "-jar", "a.jar"]', 8128],
    ['CMD ["./api", "--listen", ":8129"]', 8129],
    ['CMD ["./api", "--addr", "redis.example.com:6379"]', undefined],
    ['CMD PORT=8130 node server.js', 8130],
    ['CMD ["/opt/bin/uvicorn", "a:b"]', 8000],
    ['CMD ["fastapi", "run", "a.py"]', 8000],
    ['CMD ["flask", "db", "upgrade"]', undefined],
    ['CMD ["npx", "next", "start", "-p", "8131"]', 8131],
    ['CMD ["./tool", "-p", "8132"]', undefined],
    ['CMD [not json --port 8133', 8133],
  ])('%s', async (line, port) => {
    expect((await ofDockerfile('FROM debian', line)).port).toBe(port);
  });

  test('an entrypoint takes away the command of the stage below', async () => {
    const lines = ['FROM a AS b', 'CMD ["x", "--port", "1"]', 'FROM b', 'ENTRYPOINT ["y"]'];
    expect(await ofDockerfile(...lines)).toEqual({});
  });

  test('the script that the image starts counts, and its own default does not win', async () => {
    const Dockerfile = 'FROM node:22\nEXPOSE 8080\nCMD ["npm", "run", "serve"]';
    const withScript = (serve: string) =>
      guessValues({ Dockerfile, 'package.json': JSON.stringify({ scripts: { serve } }) });
    expect(await withScript('next start -p 4000')).toEqual({ port: 4000 });
    expect(await withScript('next start')).toEqual({ port: 8080 });
  });
});

describe('HEALTHCHECK', () => {
  test.each<[string, Record<string, unknown>]>([
    ['CMD curl -f http://localhost:8080/healthz', { port: 8080, livePath: '/healthz' }],
    ['--interval=5s --retries=3 CMD wget -q 127.0.0.1:81/ready', { port: 81, readyPath: '/ready' }],
    ['CMD ["curl", "http://0.0.0.0/"]', { port: 80, livePath: '/' }],
    ['CMD curl http://[::1]:8080', { port: 8080, livePath: '/' }],
    ['CMD curl -k https://localhost/healthz', {}],
    ['CMD curl http://api.example.com/healthz', {}],
    ['CMD curl "http://localhost:80/a?b=c"', {}],
    ['CMD pg_isready', {}],
    ['NONE', {}],
  ])('%s', async (check, expected) => {
    expect(await ofDockerfile('FROM debian', `HEALTHCHECK ${check}`)).toEqual(expected);
  });

  test('on a port of its own it says nothing of the application', async () => {
    const check = 'HEALTHCHECK CMD curl http://localhost:9000/health';
    expect(await ofDockerfile('FROM debian', 'EXPOSE 8080', check)).toEqual({ port: 8080 });
  });

  test('NONE switches off that of a stage below', async () => {
    const check = 'HEALTHCHECK CMD curl http://localhost:1/a';
    expect(await ofDockerfile('FROM a AS b', check, 'FROM b', 'HEALTHCHECK NONE')).toEqual({});
  });
});

describe('USER', () => {
  test.each<[string[], number | undefined]>([
    [['USER 1001'], 1001],
    [['USER 1001:root'], 1001],
    [['USER "1001"'], 1001],
    [['USER 0'], undefined],
    [['USER app'], undefined],
    [['RUN useradd -m -u 1002 -s /bin/sh app', 'USER app'], 1002],
    [['RUN adduser -D --uid=1003 app grp && chown app /x', 'USER app:grp'], 1003],
    [['RUN adduser -D -u $ID app', 'USER app'], undefined],
    [['ARG ID=1004', 'USER ${ID}'], 1004],
    [['USER 4294967296'], undefined],
  ])('%j', async (lines, userId) => {
    expect((await ofDockerfile('FROM debian', ...lines)).userId).toBe(userId);
  });
});

describe('a web server of its own', () => {
  test('listens where its image does', async () => {
    const copy = 'COPY dist /usr/share/nginx/html';
    expect(await ofDockerfile('FROM nginx:1.29', copy)).toEqual({ port: 80 });
    const unprivileged = 'FROM nginxinc/nginx-unprivileged@sha256:abc';
    expect(await ofDockerfile(unprivileged, copy)).toEqual({ port: 8080 });
  });

  test('with settings of its own may listen anywhere', async () => {
    const copy = 'COPY nginx.conf /etc/nginx/conf.d/default.conf';
    expect(await ofDockerfile('FROM nginx', copy)).toEqual({});
  });
});

describe('compose', () => {
  const service = (...lines: string[]) =>
    ofCompose('services:', '  app:', ...lines.map((line) => `    ${line}`));

  test.each<[string, Record<string, unknown>]>([
    ['ports: ["8080:3000"]', { port: 3000 }],
    ['ports: ["3000"]', { port: 3000 }],
    ['ports: [3000]', { port: 3000 }],
    ['ports: ["[::1]:8080:3000"]', { port: 3000 }],
    ['ports: ["3000-3005:3000-3005"]', {}],
    ['ports: ["53:53/udp"]', {}],
    ['ports: ["${A}:${B}"]', {}],
    ['ports: ["${A:-1}:${B:-3000}"]', { port: 3000 }],
    ['ports: [{ target: 3000, published: 8080 }]', { port: 3000 }],
    ['expose: ["3000", 3000]', { port: 3000 }],
    ['environment: { PORT: 3000 }', { port: 3000 }],
    ['environment: ["PORT=3000", "PORT2"]', { port: 3000 }],
    ['command: uvicorn a:b --port 3000', { port: 3000 }],
    ['user: "1000:1000"', { userId: 1000 }],
    ['user: ${UID}', {}],
    ['healthcheck: { test: "curl localhost:3000/up" }', { port: 3000, livePath: '/up' }],
    ['healthcheck: { test: ["CMD", "curl", "http://localhost:$$PORT/up"] }', { livePath: '/up' }],
    ['healthcheck: { test: ["NONE"] }', {}],
  ])('%s', async (line, expected) => {
    expect(await service(line)).toEqual(expected);
  });

  test.each<[string, string | undefined]>([
    ['ghcr.io/acme/api:1.2.3', 'ghcr.io/acme/api:1.2.3'],
    ['ghcr.io/acme/api:latest', 'ghcr.io/acme/api'],
    ['ghcr.io/acme/api:${TAG}', 'ghcr.io/acme/api'],
    ['ghcr.io/acme/api:${TAG:-7}', 'ghcr.io/acme/api:7'],
    ['localhost:5000/api', 'localhost:5000/api'],
    ['${REGISTRY}/acme/api', undefined],
    ['nginx:latest@sha256:zz', undefined],
    ['postgres:17', undefined],
    ['docker.io/bitnami/redis:8', undefined],
  ])('image %s', async (image, expected) => {
    expect((await service(`image: "${image}"`)).image).toBe(expected);
  });

  test('a name that only one machine knows is no image', async () => {
    expect(await service('build: .', 'image: app:dev')).toEqual({});
  });

  test('what an image says stands above what compose does with it', async () => {
    const compose = 'services:\n  a:\n    build: .\n    ports: ["1:9000"]\n    user: "7"\n';
    const both = { Dockerfile: 'FROM a\nEXPOSE 8080\nUSER 8', 'compose.yaml': compose };
    expect(await guessValues(both)).toEqual({ port: 8080, userId: 8 });
    const several = { ...both, Dockerfile: 'FROM a\nEXPOSE 8080 9000\nUSER 8' };
    expect((await guessValues(several)).port).toBe(9000);
  });

  test('several services leave a doubt, and so do errors', async () => {
    const two = ['services:', '  a: { image: acme/a, ports: [1] }', '  b: { image: acme/b }'];
    expect(await ofCompose(...two)).toEqual({});
    expect(await ofCompose('services:', '  a: { image: acme/a', '  b: ]')).toEqual({});
    expect(
      await ofCompose('services:', '  a: { image: acme/a }', '  a: { image: acme/b }'),
    ).toEqual({});
    expect(await ofCompose('- a', '- b')).toEqual({});
  });
});

describe('names', () => {
  test.each<[string, string | undefined]>([
    ['@acme/shop', 'shop'],
    ['ShopApi', 'shop-api'],
    ['shop_api.v2', 'shop-api-v2'],
    ['2048', undefined],
    ['on', undefined],
    ['日本', undefined],
    ['a'.repeat(64), 'a'.repeat(53)],
  ])('%s', async (name, expected) => {
    const found = await guess({ 'package.json': JSON.stringify({ name }) });
    expect(found.name?.value).toBe(expected);
    expectAcceptable(found);
  });

  test.each<[string, string | undefined]>([
    ['acme/shop', 'https://github.com/acme/shop'],
    ['gitlab:acme/shop', 'https://gitlab.com/acme/shop'],
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['git+ssh://git@github.com/acme/shop.git', 'https://github.com/acme/shop'],
    ['git://github.com/acme/shop', 'https://github.com/acme/shop'],
    ['https://token@example.com/acme/shop', undefined],
    ['file:../shop', undefined],
  ])('repository %s', async (repository, expected) => {
    const found = await guess({ 'package.json': JSON.stringify({ repository }) });
    expect(found.sources?.value).toEqual(expected && [expected]);
  });
});

describe('Java', () => {
  const spring = (settings: string) =>
    guessValues({
      'build.gradle':
        "implementation 'org.springframework.boot:spring-boot-starter-web'\nimplementation 'x:spring-boot-starter-actuator'\nruntimeOnly 'io.micrometer:micrometer-registry-prometheus'",
      'src/main/resources/application.properties': settings,
    });

  test('Spring answers below its context path, and shows metrics only when told to', async () => {
    expect(await spring('server.servlet.context-path=/shop\nserver.port=${PORT}')).toEqual({
      livePath: '/shop/actuator/health/liveness',
      readyPath: '/shop/actuator/health/readiness',
    });
    const exposed = await spring('management.endpoints.web.exposure.include=*');
    expect(exposed).toMatchObject({ port: 8080, metricsPort: 8080 });
  });

  test('Quarkus may manage itself on a port of its own', async () => {
    const found = await guessValues({
      'build.gradle':
        "implementation 'io.quarkus:quarkus-smallrye-health'\nimplementation 'io.quarkus:quarkus-micrometer-registry-prometheus'",
      'src/main/resources/application.properties': 'quarkus.management.enabled=true',
    });
    expect(found).toEqual({ port: 8080, metricsPort: 9000, metricsPath: '/q/metrics' });
  });

  test('the parent of several modules is no application', async () => {
    const pom =
      '<project><artifactId>all</artifactId><packaging>pom</packaging><dependencies><artifactId>spring-boot-starter-web</artifactId></dependencies></project>';
    expect(await guessValues({ 'pom.xml': pom })).toEqual({ name: 'all' });
  });
});

test('only a file of YAML loads the parser of YAML', () => {
  for (const file of readdirSync(coreGuess)) {
    const text = readFileSync(join(coreGuess, file), 'utf8');
    expect(text, file).not.toMatch(/^import .* from 'yaml'/m);
    if (file !== 'guess.ts') continue;
    expect(text).not.toMatch(/^import .* from '\.\/compose\.ts'/m);
  }
});

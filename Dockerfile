# heatledger: the ledger by default; the projector with another entrypoint (see docker-compose.yml).
# Writes only below /data and /tmp, so it runs with a read-only root filesystem.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
# Source maps and the record of the last build are of no use in production.
RUN node apps/ledger/launch.mjs --build \
  && find dist -name '*.map' -delete \
  && rm -f dist/.tsbuildinfo

FROM node:22-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
# Of what is left, two thirds are for compilers, debuggers and other platforms.
RUN find node_modules \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
  && rm -rf node_modules/typescript node_modules/@photostructure/sqlite/src \
  && rm -rf node_modules/@photostructure/sqlite/prebuilds/darwin-* node_modules/@photostructure/sqlite/prebuilds/win32-*

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
  HEATLEDGER_DATA_DIR=/data \
  HEATLEDGER_HOST=0.0.0.0 \
  HEATLEDGER_PORT=8080
COPY package.json ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
# A volume mounted here takes over the owner of the folder.
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.HEATLEDGER_PORT + '/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# No shell in between: SIGTERM reaches node, which ends running requests and writes what was accepted.
ENTRYPOINT ["node", "dist/apps/ledger/src/main.js"]
CMD ["serve"]

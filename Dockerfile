# The sync server with the app. Build: docker build -t moderato .  Run: docker run -p 4173:4173 -v moderato:/data moderato
FROM node:20-bookworm-slim AS build
WORKDIR /moderato
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
WORKDIR /moderato
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
COPY --from=build /moderato/dist ./dist
# The command line (tokens): its bundle is in dist.
COPY --from=build /moderato/shared/cli/launch ./shared/cli/launch
COPY --from=build /moderato/public/models ./public/models
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4173
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4173}/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: the process must get the signal that asks it to stop.
CMD ["node", "dist/server/main.js"]

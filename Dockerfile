# Convoke in a container. The database and the queue come from docker-compose.yml.
FROM node:26-bookworm-slim

ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
# The carried Node and PostgreSQL are for machines without: here both come from outside.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
COPY . .
RUN useradd --system --create-home convoke && mkdir -p /data && chown convoke:convoke /data
USER convoke
ENV CONVOKE_DATA=/data
EXPOSE 3000 2525
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
ENTRYPOINT ["./convoke"]
CMD ["start", "--host", "0.0.0.0"]

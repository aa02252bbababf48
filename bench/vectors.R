# Fixed vectors for src/kernel/statistics, by base R alone; shares no code with what it tests. Writes JSON to standard output:
#   Rscript bench/vectors.R > src/kernel/statistics/fixtures/vectors.json
number <- function(x) paste0("[", paste(vapply(x, function(one) format(one, digits = 17), ""), collapse = ","), "]")
entry <- function(name, ...) {
  fields <- list(...)
  paste0("\"", name, "\":{", paste0("\"", names(fields), "\":", vapply(fields, number, ""), collapse = ","), "}")
}
p <- c(1e-9, 1e-4, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9995)
degrees <- c(1, 1.5, 2, 3, 9, 29, 70.25, 398, 1e5)
grid <- expand.grid(p = p[p > 1e-6], degrees = degrees)
t <- c(-40, -3, -0.2, 0, 0.7, 2.1, 12)
shares <- expand.grid(t = t, degrees = degrees)

# Answers of 40 people to nine unsur over eight days, correlated within a person; some are missing.
set.seed(2017)
n <- 40
mood <- rnorm(n)
day <- rep(1:8, length.out = n)
scores <- sapply(1:9, function(u) pmin(4, pmax(1, round(3 + 0.5 * mood + 0.2 * (day %% 3) + rnorm(n, sd = 0.6)))))
scores[cbind(c(3, 11, 27), c(2, 5, 9))] <- NA

linearised <- function(y) {
  ratio <- colMeans(y, na.rm = TRUE)
  answered <- colSums(!is.na(y))
  z <- sweep(y, 2, ratio)
  z[is.na(z)] <- 0
  rowSums(sweep(z, 2, answered, "/")) / ncol(y)
}
mean.index <- mean(colMeans(scores, na.rm = TRUE))
z <- linearised(scores)
simple <- sqrt(n / (n - 1) * sum(z^2))
by.day <- tapply(z, day, sum)
m <- length(by.day)
clustered <- sqrt(m / (m - 1) * sum(by.day^2))
# The answers of the first three days were keyed in by one person a day, the others stand alone.
keyed <- ifelse(day <= 3, day, 100 + seq_len(n))
by.keyed <- tapply(z, keyed, sum)
k <- length(by.keyed)
# Leaving out one cluster at a time, by the linearised index.
without <- (by.keyed / (1 - tapply(keyed, keyed, length) / n))^2
helped <- sqrt((k - 1) / k * sum(without))
alone <- sum(without[-(1:3)])
helped.degrees <- sum(without)^2 / (sum(without[1:3]^2) / 3 + alone^2 / (sum(day > 3) + 2)) - 2

first <- scores[1:18, 1]
second <- scores[19:40, 1]
welch <- t.test(second, first)
several <- c(0.012, 0.2, 0.03, 0.0004, 0.03, 0.9)
# Bands of the index 25-100 about a mean with 29 degrees of freedom.
starts <- c(25, 64.995, 76.605, 88.305)
edges <- pt((starts[-1] - 86.9) / 1.7, 29)
# Raking by loglin: a table that starts as the sample and gets the margins of the frame keeps the sample's interactions.
sample.table <- matrix(c(12, 7, 30, 22, 4, 9), 2)
frame.rows <- c(400, 600)
frame.columns <- c(250, 450, 300)
frame.table <- outer(frame.rows, frame.columns) / 1000 / 1000 * sum(sample.table)
raked <- loglin(frame.table, list(1, 2), start = sample.table, fit = TRUE, eps = 1e-14, iter = 500, print = FALSE)$fit
complete <- scores
complete[is.na(complete)] <- 0
cat("{",
  paste(
    entry("normal", p = p, quantile = qnorm(p)),
    entry("quantiles", p = grid$p, degrees = grid$degrees, value = qt(grid$p, grid$degrees)),
    entry("shares", t = shares$t, degrees = shares$degrees, value = pt(shares$t, shares$degrees)),
    entry("answers", scores = as.vector(t(complete)), day = day),
    entry("index", mean = mean.index, standardError = simple, clustered = clustered,
      low = mean.index - qt(0.975, n - 1) * simple, clusteredHigh = mean.index + qt(0.975, m - 1) * clustered,
      helped = helped, helpedDegrees = helped.degrees, helpedLow = mean.index - qt(0.975, helped.degrees) * helped),
    entry("welch", first = first, second = second, difference = mean(second) - mean(first), degrees = welch$parameter,
      p = welch$p.value, low = welch$conf.int[1], high = welch$conf.int[2]),
    entry("holm", p = several, adjusted = p.adjust(several, "holm")),
    entry("bands", starts = starts, mean = 86.9, standardError = 1.7, degrees = 29, chance = diff(c(0, edges, 1))),
    entry("raking", sample = as.vector(t(sample.table)), rows = frame.rows, columns = frame.columns,
      weights = as.vector(t(raked / sample.table))),
    # The studentised range is what the largest pairwise difference of equally known units is: ptukey of many degrees.
    entry("range", units = c(2, 5, 30, 100), critical = qtukey(0.95, c(2, 5, 30, 100), Inf) / sqrt(2)),
    sep = ",\n"),
  "}\n")

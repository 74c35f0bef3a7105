"use strict";
(() => {
  const HUES = ["#1f5fbf", "#c2410c", "#15803d", "#7e22ce", "#b45309", "#0e7490", "#be185d"];
  const DARK_HUES = ["#7fb0ff", "#ff9d66", "#6ee7a0", "#cfa3ff", "#fcd34d", "#67e8f9", "#f9a8d4"];
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const hue = (index) => (dark.matches ? DARK_HUES : HUES)[index % HUES.length];
  const size = (scale) =>
    Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(scale);

  const figure = Intl.NumberFormat("en", { maximumSignificantDigits: 4 }).format;
  // The end tells more than the middle: labels are a metric and its group.
  const clip = (text, most) => (text.length <= most ? text
    : text.slice(0, Math.floor(most / 3)) + "\u2026" + text.slice(1 + Math.floor(most / 3) - most));
  const stroke = (ctx, ...lines) => {
    ctx.beginPath();
    for (const [fromX, fromY, toX, toY] of lines) {
      ctx.moveTo(fromX, fromY);
      ctx.lineTo(toX, toY);
    }
    ctx.stroke();
  };

  // Upright from low to high, or level from left to right.
  const intervals = {
    id: "intervals",
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      chart.data.datasets.forEach((set, index) => {
        if (!chart.isDatasetVisible(index)) {
          return;
        }
        ctx.save();
        ctx.strokeStyle = set.borderColor;
        for (const point of set.data) {
          if (point.low !== undefined) {
            const at = scales.x.getPixelForValue(point.x);
            const [low, high] = [point.low, point.high].map((y) => scales.y.getPixelForValue(y));
            stroke(ctx, [at, low, at, high], [at - 4, low, at + 4, low], [at - 4, high, at + 4, high]);
          }
          if (point.left !== undefined) {
            const at = scales.y.getPixelForValue(point.y);
            const [left, right] = [point.left, point.right].map((x) => scales.x.getPixelForValue(x));
            stroke(ctx, [left, at, right, at], [left, at - 4, left, at + 4], [right, at - 4, right, at + 4]);
          }
        }
        ctx.restore();
      });
    },
  };

  const axes = () => ({ grid: { color: style("--line") }, ticks: { color: style("--ink") } });
  // A title in lines that the chart has room for; words that are longer than a line are cut.
  const lines = (text, width) => {
    const most = Math.max(20, Math.floor(width / 7));
    return text.match(new RegExp(`.{1,${most}}(?:\\s+|$)|.{1,${most}}`, "gu")) ?? [""];
  };
  const common = (data, canvas) => ({
    responsive: true,
    maintainAspectRatio: false,
    animation: still.matches || navigator.webdriver ? false : { duration: 200 },
    plugins: {
      title: {
        display: true,
        text: lines(data.title, canvas.parentNode.clientWidth),
        color: style("--ink"),
      },
      legend: { labels: { color: style("--ink") } },
    },
  });

  // A legend of lines, and of circles for marks that no line joins.
  const lineLegend = (options) => {
    const labels = options.plugins.legend.labels;
    labels.usePointStyle = true;
    labels.generateLabels = (chart) =>
      Chart.defaults.plugins.legend.labels.generateLabels(chart).map((label) => ({
        ...label,
        pointStyle: chart.data.datasets[label.datasetIndex].showLine === false ? "circle" : "line",
      }));
  };

  // Few places of points are the ticks themselves, as far as their labels have room.
  const MOST_TICKS = 20;
  const apart = (values, axis, width) => {
    const place = axis.type === "linear" ? (value) => value : Math.log;
    const room = (place(axis.max) - place(axis.min)) * 44 / width;
    let last = -Infinity;
    return values.filter((value) => {
      const fits = place(value) - last >= room;
      last = fits ? place(value) : last;
      return fits;
    });
  };

  const curves = (data, canvas) => {
    const options = common(data, canvas);
    const at = data.sets.flatMap((set) => set.points.map((point) => point.x));
    const [first, last] = [Math.min(...at), Math.max(...at)];
    const room = data.x.type === "linear" ? [-0.03 * (last - first), 0.03 * (last - first)]
      : [first / 1.3 - first, 0.3 * last];
    const ends = data.sets.flatMap((set) =>
      set.points.flatMap((point) => [point.low ?? point.y, point.high ?? point.y]));
    options.scales = {
      x: { ...axes(), type: data.x.type, min: first + room[0], max: last + room[1] },
      y: { ...axes(), type: data.y.type, suggestedMin: Math.min(...ends), suggestedMax: Math.max(...ends) },
    };
    for (const side of ["x", "y"]) {
      const text = data[side].name;
      options.scales[side].title = { display: text !== "", text, color: style("--ink") };
    }
    options.plugins.tooltip = {
      callbacks: {
        label: ({ dataset, raw }) => `${dataset.label}: ${raw.shown ?? figure(raw.y)}`,
      },
    };
    options.scales.x.ticks = { color: style("--ink"), callback: size, maxTicksLimit: 6, maxRotation: 0,
      includeBounds: false };
    const own = [...new Set(at)].sort((a, b) => a - b);
    if (own.length <= MOST_TICKS) {
      options.scales.x.ticks.autoSkip = false;
      options.scales.x.afterBuildTicks = (axis) => {
        axis.ticks = apart(own, axis, canvas.parentNode.clientWidth).map((value) => ({ value }));
      };
    }
    lineLegend(options);
    return {
      type: "line",
      data: {
        datasets: data.sets.map((set, index) => ({
          label: set.label,
          data: set.points,
          borderColor: hue(index),
          backgroundColor: hue(index),
          borderDash: set.line === "DASHED" ? [6, 4] : [],
          showLine: set.line !== "NONE",
          pointRadius: set.marked ? 3 : 0,
          pointStyle: ["circle", "rect", "rectRot"][Math.floor(index / HUES.length) % 3],
          borderWidth: 2,
        })),
      },
      options,
      plugins: [intervals],
    };
  };

  const bars = (data, canvas) => {
    const options = common(data, canvas);
    options.scales = { x: { ...axes(), stacked: true }, y: { ...axes(), stacked: true } };
    return {
      type: "bar",
      data: {
        labels: data.labels,
        datasets: data.sets.map((set, index) => ({
          label: set.label,
          data: set.values,
          backgroundColor: hue(index),
        })),
      },
      options,
    };
  };

  // What an interval says is told by hue and by shape.
  const EFFECTS = [
    { effect: "better", hue: 0, pointStyle: "triangle" },
    { effect: "worse", hue: 1, pointStyle: "rect" },
    { effect: "changed", hue: 3, pointStyle: "rectRot" },
    { effect: "undecided", hue: undefined, pointStyle: "circle" },
  ];
  const forest = (data, canvas) => {
    canvas.parentNode.style.height = 8 + 1.6 * data.rows.length + "rem";
    const options = common(data, canvas);
    const labels = data.rows.map((row) => row.label);
    const ends = data.rows.flatMap((row) => [row.left, row.right]);
    options.scales = {
      x: { ...axes(), suggestedMin: Math.min(0, ...ends), suggestedMax: Math.max(0, ...ends) },
      y: { ...axes(), min: -0.5, max: labels.length - 0.5, reverse: true },
    };
    options.scales.x.grid = { color: ({ tick }) => style(tick.value === 0 ? "--ink" : "--line") };
    options.scales.y.afterBuildTicks = (axis) => {
      axis.ticks = labels.map((_, value) => ({ value }));
    };
    options.scales.y.ticks = {
      autoSkip: false,
      color: style("--ink"),
      callback(row) {
        return clip(labels[row], Math.max(12, Math.floor(this.chart.width / 18)));
      },
    };
    options.plugins.legend.labels.usePointStyle = true;
    options.plugins.tooltip = {
      callbacks: {
        title: ([item]) => labels[item.raw.y],
        label: ({ raw }) => `${figure(raw.x)}, from ${figure(raw.left)} to ${figure(raw.right)}`,
      },
    };
    return {
      type: "scatter",
      data: {
        datasets: EFFECTS
          .map((kind) => ({
            label: kind.effect,
            data: data.rows
              .map((row, y) => ({ ...row, y }))
              .filter((row) => row.effect === kind.effect),
            borderColor: kind.hue === undefined ? style("--ink") : hue(kind.hue),
            backgroundColor: kind.hue === undefined ? style("--paper") : hue(kind.hue),
            pointStyle: kind.pointStyle,
            pointRadius: 5,
          }))
          .filter((set) => set.data.length > 0),
      },
      options,
      plugins: [intervals],
    };
  };

  // A box for every bin, as high as its accuracy, with its number of items where there is room.
  const boxes = {
    id: "boxes",
    beforeDatasetsDraw({ ctx, data, scales: { x, y } }) {
      ctx.save();
      ctx.fillStyle = style("--soft");
      ctx.strokeStyle = style("--line");
      for (const bin of data.datasets[0].data) {
        const [left, right] = [bin.left, bin.right].map((value) => x.getPixelForValue(value));
        const [top, bottom] = [bin.y, 0].map((value) => y.getPixelForValue(value));
        ctx.fillRect(left, top, right - left, bottom - top);
        ctx.strokeRect(left, top, right - left, bottom - top);
      }
      ctx.restore();
    },
    afterDatasetsDraw({ ctx, data, scales: { x, y } }) {
      ctx.save();
      ctx.fillStyle = style("--ink");
      ctx.font = "11px system-ui, sans-serif";
      ctx.textBaseline = "middle";
      for (const bin of data.datasets[0].data) {
        const [left, right] = [bin.left, bin.right].map((value) => x.getPixelForValue(value));
        const text = bin.items.toLocaleString("en");
        if (right - left > 12) {
          ctx.save();
          ctx.translate((left + right) / 2, y.getPixelForValue(0) - 8);
          if (ctx.measureText(text).width > right - left - 4) {
            ctx.rotate(-Math.PI / 2);
            ctx.textAlign = "left";
          } else {
            ctx.textAlign = "center";
          }
          ctx.fillText(text, 0, 0);
          ctx.restore();
        }
      }
      ctx.restore();
    },
  };
  const reliability = (data, canvas) => {
    const options = common(data, canvas);
    const axis = (text) =>
      ({ ...axes(), min: 0, max: 1, title: { display: true, text, color: style("--ink") } });
    options.scales = { x: axis("confidence"), y: axis("accuracy") };
    options.plugins.tooltip = {
      callbacks: {
        label: ({ raw }) => raw.items === undefined ? "" :
          `confidence ${figure(raw.x)}, accuracy ${figure(raw.y)}, ${raw.items} items`,
      },
    };
    const line = (label, points, more) =>
      ({ label, data: points, showLine: true, borderWidth: 2, ...more });
    lineLegend(options);
    return {
      type: "scatter",
      data: {
        datasets: [
          line("measured", data.bins, { borderColor: hue(0), backgroundColor: hue(0) }),
          line("accuracy = confidence", [{ x: 0, y: 0 }, { x: 1, y: 1 }],
            { borderColor: hue(1), backgroundColor: hue(1), borderDash: [6, 4], pointRadius: 0 }),
        ],
      },
      options,
      plugins: [boxes],
    };
  };

  // Left and right walk through the points of a chart that has the focus.
  const walk = (canvas) => {
    let at = -1;
    canvas.addEventListener("keydown", (event) => {
      const chart = Chart.getChart(canvas);
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const places = chart.data.datasets.flatMap((set, datasetIndex) =>
        set.data.map((_, index) => ({ datasetIndex, index })));
      if (step === undefined || places.length === 0) {
        return;
      }
      event.preventDefault();
      at = (at + step + places.length) % places.length;
      const place = chart.getDatasetMeta(places[at].datasetIndex).data[places[at].index];
      chart.setActiveElements([places[at]]);
      chart.tooltip.setActiveElements([places[at]], { x: place.x, y: place.y });
      chart.update();
    });
  };

  const KINDS = { bars, curves, forest, reliability };
  const canvases = [...document.querySelectorAll("canvas[data-chart]")];
  const draw = () => {
    for (const canvas of canvases) {
      Chart.getChart(canvas)?.destroy();
      const data = JSON.parse(canvas.dataset.chart);
      new Chart(canvas, KINDS[data.kind](data, canvas));
    }
    document.documentElement.dataset.charts = String(canvases.length);
  };
  canvases.forEach(walk);
  dark.addEventListener("change", draw);
  window.addEventListener("beforeprint", () => canvases.forEach((c) => Chart.getChart(c)?.resize()));
  draw();
})();

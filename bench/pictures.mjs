// Pictures as SVG text, drawn by ECharts without a browser.
import { init } from "echarts";

const size = { width: 960, height: 420 };
const colours = ["#8a8f98", "#2563eb", "#f59e0b", "#d97706", "#fbbf24", "#b45309", "#10b981"];

function draw(name, title, option) {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  chart.setOption({
    animation: false,
    color: colours,
    backgroundColor: "#ffffff",
    title: { text: title, left: "center" },
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return { name, title, svg };
}

/**
 * Above the picture when there are several series. Without a browser ECharts takes texts for narrower than they are: hence
 * the small letters and the wide gaps.
 */
const legendOf = (series) =>
  series.length > 1 ? { top: 38, itemGap: 30, itemWidth: 18, textStyle: { fontSize: 11 } } : { show: false };

/** Groups of bars: a group a category, a bar a series; null where a series has none. A logarithmic axis starts at `least`. */
export function bars(name, title, categories, series, { log = false, least = 0.1 } = {}) {
  const long = categories.length > 6;
  return draw(name, title, {
    grid: { top: 88, left: 76, right: 20, bottom: long ? 110 : 40 },
    legend: legendOf(series),
    xAxis: {
      type: "category",
      data: categories,
      axisLabel: { interval: 0, rotate: long ? 30 : 0, width: 150, overflow: "break" },
    },
    yAxis: log ? { type: "log", min: least } : { type: "value" },
    series: series.map(({ name, values }) => ({
      type: "bar",
      name,
      data: values,
      label: { show: categories.length * series.length <= 18, position: "top", fontSize: 10 },
    })),
  });
}

export function lines(name, title, series, { log = false, logX = log } = {}) {
  return draw(name, title, {
    grid: { top: 88, left: 70, right: 30, bottom: 40 },
    legend: legendOf(series),
    xAxis: { type: logX ? "log" : "value" },
    yAxis: log ? { type: "log" } : { type: "value", min: 0 },
    series: series.map(({ name, points }) => ({ type: "line", name, data: points, symbolSize: 6 })),
  });
}
